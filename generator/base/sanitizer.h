// Whether the program is compiled with the address sanitizer, of gcc or clang: it reserves terabytes of addresses, so that no
// limit can be set, and watches only the memory that it has given out itself.
#ifndef BASE_SANITIZER_H
#define BASE_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ADDRESS_SANITIZER 1
#endif
#endif

#endif
