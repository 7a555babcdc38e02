// Libraries that are opened when one of their functions is first called. Whatever the program is linked with is loaded at
// every start, with all that it is linked with itself; what only printing, kits or the preview need costs that more time
// than reading a thousand pages.
//
// generator/late writes a function of each name that the program calls in such a library: a jump to where the function is,
// which is first to what finds it. Callers include the library's header and know of nothing. Only x86-64 has it; on other
// processors, and for unit tests everywhere, all is linked (Makefile).
#ifndef BASE_LATE_H
#define BASE_LATE_H

typedef struct {
    const char *name;
    unsigned long file;         // number in late_files
} late_function;

extern const char *const late_files[];
extern const unsigned long late_file_count;
extern const late_function late_functions[];
extern void *late_places[];

#if defined(__x86_64__)

// Position-independent, also as a pointer to the function.
#define LATE_FUNCTION(name, number)                                                                                     \
    __asm__(".text\n.globl " #name "\n.type " #name ",@function\n" #name ": endbr64\njmp *late_places+8*" #number       \
            "(%rip)\nlate_find_" #number ": pushq $" #number "\njmp late_find\n.size " #name ",.-" #name "\n");

// The number is on the stack, above where the caller goes on. All that arguments may be in is kept: rax says how many
// there are in vector registers. The eight pushes and the number leave the stack at a multiple of sixteen.
#define LATE_FIND                                                                                                       \
    __asm__(".text\nlate_find:\n"                                                                                       \
            "pushq %rax\npushq %rdi\npushq %rsi\npushq %rdx\npushq %rcx\npushq %r8\npushq %r9\npushq %r10\n"            \
            "subq $128, %rsp\n"                                                                                         \
            "movups %xmm0, (%rsp)\nmovups %xmm1, 16(%rsp)\nmovups %xmm2, 32(%rsp)\nmovups %xmm3, 48(%rsp)\n"            \
            "movups %xmm4, 64(%rsp)\nmovups %xmm5, 80(%rsp)\nmovups %xmm6, 96(%rsp)\nmovups %xmm7, 112(%rsp)\n"         \
            "movq 192(%rsp), %rdi\ncall late_open\nmovq %rax, %r11\n"                                                   \
            "movups (%rsp), %xmm0\nmovups 16(%rsp), %xmm1\nmovups 32(%rsp), %xmm2\nmovups 48(%rsp), %xmm3\n"            \
            "movups 64(%rsp), %xmm4\nmovups 80(%rsp), %xmm5\nmovups 96(%rsp), %xmm6\nmovups 112(%rsp), %xmm7\n"         \
            "addq $128, %rsp\n"                                                                                         \
            "popq %r10\npopq %r9\npopq %r8\npopq %rcx\npopq %rdx\npopq %rsi\npopq %rdi\npopq %rax\n"                    \
            "addq $8, %rsp\njmp *%r11\n");

#endif

// Finds the function with this number, from now on for all callers. Ends the process when its library is not there.
void *late_open(unsigned long number);

#endif
