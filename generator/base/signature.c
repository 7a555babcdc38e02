#include "signature.h"

#include "diagnostics.h"
#include "libsodium.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PUBLIC_MARK "ed25519:"
#define PRIVATE_MARK "ed25519-private:"

enum {
    SEED_BYTES = crypto_sign_SEEDBYTES,
    KEY_DIGITS = 2 * crypto_sign_PUBLICKEYBYTES,
    SIGNATURE_DIGITS = 2 * crypto_sign_BYTES,
    KEY_FILE_LIMIT = 1024
};

_Static_assert(sizeof(public_key) == crypto_sign_PUBLICKEYBYTES, "a public key of libsodium");
_Static_assert(sizeof(private_key) == crypto_sign_SECRETKEYBYTES, "a private key of libsodium");

// Exactly [size] bytes in hexadecimal, and nothing else.
static bool read_hexadecimal(text digits, unsigned char *bytes, size_t size)
{
    size_t length = 0;
    const char *end = NULL;
    return digits.length == 2 * size
        && sodium_hex2bin(bytes, size, digits.bytes, digits.length, NULL, &length, &end) == 0
        && length == size && end == digits.bytes + digits.length;
}

void private_key_make(private_key *fresh)
{
    libsodium_prepare();
    public_key ignored;
    crypto_sign_keypair(ignored.bytes, fresh->bytes);
}

void private_key_forget(private_key *known)
{
    sodium_memzero(known->bytes, sizeof known->bytes);
}

public_key private_key_public(const private_key *of)
{
    public_key made;
    crypto_sign_ed25519_sk_to_pk(made.bytes, of->bytes);
    return made;
}

// ---- Files of private keys

static bool find_private_key(text within, private_key *found)
{
    unsigned char seed[SEED_BYTES];
    public_key ignored;
    size_t start = text_find(within, TEXT(PRIVATE_MARK), 0);
    if (start == TEXT_NOT_FOUND)
        return false;
    start += sizeof PRIVATE_MARK - 1;
    bool is_key = read_hexadecimal(text_slice(within, start, start + 2 * SEED_BYTES), seed, sizeof seed);
    if (is_key)
        crypto_sign_seed_keypair(ignored.bytes, found->bytes, seed);
    sodium_memzero(seed, sizeof seed);
    return is_key;
}

static private_key_result read_key_file(int file, text path, private_key *known)
{
    struct stat status;
    char contents[KEY_FILE_LIMIT];
    if (fstat(file, &status) != 0 || (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode)))
        return PRIVATE_KEY_NONE;
    size_t length = 0;
    ssize_t got = 0;
    while (length < sizeof contents && (got = read(file, contents + length, sizeof contents - length)) > 0)
        length += (size_t)got;
    private_key_result result = PRIVATE_KEY_NONE;
    if (got < 0) {
        machine_failure("cannot read", path);
        result = PRIVATE_KEY_FAILED;
    } else if (find_private_key((text){ contents, length }, known)) {
        result = S_ISREG(status.st_mode) && (status.st_mode & 077) != 0 ? PRIVATE_KEY_OPEN : PRIVATE_KEY_READ;
    }
    sodium_memzero(contents, sizeof contents);
    return result;
}

private_key_result private_key_read(text path, private_key *known)
{
    libsodium_prepare();
    arena scratch = { 0 };
    int file = open(text_to_string(&scratch, path), O_RDONLY | O_CLOEXEC);
    arena_free(&scratch);
    if (file < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return PRIVATE_KEY_MISSING;
        machine_failure("cannot read", path);
        return PRIVATE_KEY_FAILED;
    }
    private_key_result result = read_key_file(file, path, known);
    close(file);
    return result;
}

// The text of the file, in [contents], which has room for it.
static int write_key_text(const private_key *known, char *contents, size_t size)
{
    unsigned char seed[SEED_BYTES];
    char private_digits[KEY_DIGITS + 1], public_digits[KEY_DIGITS + 1];
    public_key told = private_key_public(known);
    crypto_sign_ed25519_sk_to_seed(seed, known->bytes);
    sodium_bin2hex(private_digits, sizeof private_digits, seed, sizeof seed);
    sodium_bin2hex(public_digits, sizeof public_digits, told.bytes, sizeof told.bytes);
    int length = snprintf(contents, size,
                          "# A signing key of Digitori. Keep this file secret and safe: whoever has it can sign in your name.\n"
                          "# The public key may be told to everyone; put it in digitori.yaml as 'signing_key'.\n"
                          "public:  " PUBLIC_MARK "%s\n"
                          "private: " PRIVATE_MARK "%s\n", public_digits, private_digits);
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(private_digits, sizeof private_digits);
    return length;
}

bool private_key_write(text path, const private_key *known, bool *existed)
{
    libsodium_prepare();
    char contents[KEY_FILE_LIMIT];
    arena scratch = { 0 };
    const char *name = text_to_string(&scratch, path);
    int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    *existed = file < 0 && errno == EEXIST;
    bool fine = file >= 0;
    if (fine) {
        int length = write_key_text(known, contents, sizeof contents);
        fine = write(file, contents, (size_t)length) == length;
        fine = close(file) == 0 && fine;
        sodium_memzero(contents, sizeof contents);
        if (!fine)
            unlink(name);
    }
    arena_free(&scratch);
    return fine || *existed || machine_failure("cannot write", path);
}

// ---- Public keys

text public_key_text(arena *memory, const public_key *of)
{
    char digits[KEY_DIGITS + 1];
    sodium_bin2hex(digits, sizeof digits, of->bytes, sizeof of->bytes);
    return text_format(memory, PUBLIC_MARK "%s", digits);
}

bool public_key_read(text written, public_key *read)
{
    libsodium_prepare();
    text digits = text_trim(written);
    if (!text_starts_with(digits, TEXT(PUBLIC_MARK)))
        return false;
    return read_hexadecimal(text_from(digits, sizeof PUBLIC_MARK - 1), read->bytes, sizeof read->bytes)
        && crypto_core_ed25519_is_valid_point(read->bytes) == 1;
}

bool public_key_find(text within, public_key *found)
{
    enum { LENGTH = sizeof PUBLIC_MARK - 1 + KEY_DIGITS };
    for (size_t i = text_find(within, TEXT(PUBLIC_MARK), 0); i != TEXT_NOT_FOUND; i = text_find(within, TEXT(PUBLIC_MARK), i + 1))
        if (public_key_read(text_slice(within, i, i + LENGTH), found))
            return true;
    return false;
}

bool public_key_equals(const public_key *a, const public_key *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

// ---- Signatures

text signature_make(arena *memory, const private_key *by, text message)
{
    libsodium_prepare();
    unsigned char made[crypto_sign_BYTES];
    char *digits = ARENA_NEW(memory, char, SIGNATURE_DIGITS + 1);
    crypto_sign_detached(made, NULL, (const unsigned char *)message.bytes, message.length, by->bytes);
    sodium_bin2hex(digits, SIGNATURE_DIGITS + 1, made, sizeof made);
    return (text){ digits, SIGNATURE_DIGITS };
}

bool signature_is_right(const public_key *by, text message, text signature)
{
    libsodium_prepare();
    unsigned char read[crypto_sign_BYTES];
    return read_hexadecimal(signature, read, sizeof read)
        && crypto_sign_verify_detached(read, (const unsigned char *)message.bytes, message.length, by->bytes) == 0;
}
