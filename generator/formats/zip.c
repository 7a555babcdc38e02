#include "zip.h"

#include "base/diagnostics.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

enum {
    DATE_1980_01_01 = (1 << 5) | 1,     // the first day that a zip can name
    PLAIN_FILE_0644 = 0100644,
    LEVEL = 6
};

bool zip_name_is_safe(text name)
{
    if (name.length == 0 || name.length > UINT16_MAX || name.bytes[name.length - 1] == '/')
        return false;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        if (byte < 0x20 || byte == 0x7f || byte == '\\' || byte == ':')
            return false;
    }
    text part;
    while (text_take_part(&name, '/', &part))
        if (text_is_empty(part) || text_equals(part, TEXT(".")) || text_equals(part, TEXT("..")))
            return false;
    return true;
}

static bool add_entry(zip_t *archive, const zip_entry *entry, const char *name)
{
    zip_source_t *source = zip_source_buffer(archive, entry->contents.length > 0 ? entry->contents.bytes : "",
                                             entry->contents.length, 0);
    if (source == NULL)
        return false;
    zip_int64_t added = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (added < 0) {
        assert(zip_error_code_zip(zip_get_error(archive)) != ZIP_ER_EXISTS);
        zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)added;
    return zip_set_file_compression(archive, index, entry->is_stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                    entry->is_stored ? 0 : LEVEL) == 0
        && zip_file_set_dostime(archive, index, 0, DATE_1980_01_01, 0) == 0
        && zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)PLAIN_FILE_0644 << 16) == 0;
}

// machine_failure speaks from errno; libzip keeps it inside its errors.
static void set_errno(const zip_error_t *error)
{
    int system = zip_error_code_system(error);
    bool is_system = zip_error_system_type(error) == ZIP_ET_SYS && system != 0;
    if (is_system)
        errno = system;
    else if (zip_error_code_zip(error) == ZIP_ER_EXISTS)
        errno = EEXIST;
    else
        errno = zip_error_code_zip(error) == ZIP_ER_MEMORY ? ENOMEM : EIO;
}

static bool add_all(arena *memory, zip_t *archive, const zip_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert(zip_name_is_safe(entries[i].name));
        if (!add_entry(archive, &entries[i], text_to_string(memory, entries[i].name)))
            return false;
    }
    return true;
}

static void set_errno_of_code(int code, int system)
{
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    zip_error_set(&error, code, system);
    set_errno(&error);
    zip_error_fini(&error);
}

// Closing writes the archive. It is gone afterwards, also when that fails.
static bool fill_and_close(zip_t *archive, const zip_entry *entries, size_t count)
{
    arena memory = { 0 };
    bool is_written = add_all(&memory, archive, entries, count) && zip_close(archive) == 0;
    if (!is_written) {
        set_errno(zip_get_error(archive));
        zip_discard(archive);
    }
    arena_free(&memory);
    return is_written;
}

bool zip_write(text path, const zip_entry *entries, size_t count)
{
    assert(count > 0);
    arena memory = { 0 };
    int code = 0;
    // A file is written under another name first.
    zip_t *archive = zip_open(text_to_string(&memory, path), ZIP_CREATE | ZIP_EXCL, &code);
    if (archive == NULL)
        set_errno_of_code(code, errno);
    arena_free(&memory);
    bool is_written = archive != NULL && fill_and_close(archive, entries, count);
    return is_written || machine_failure("cannot write", path);
}

// What libzip wrote into [written].
static bool read_source(zip_source_t *written, buffer *out)
{
    if (zip_source_open(written) != 0)
        return false;
    char part[16 * 1024];
    zip_int64_t length;
    while ((length = zip_source_read(written, part, sizeof part)) > 0)
        buffer_add(out, (text){ part, (size_t)length });
    zip_source_close(written);
    return length == 0;
}

bool zip_write_memory(const zip_entry *entries, size_t count, buffer *out)
{
    assert(count > 0);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *written = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *archive = written != NULL ? zip_open_from_source(written, ZIP_TRUNCATE, &error) : NULL;
    bool is_written = false;
    if (archive == NULL) {
        set_errno(&error);
        zip_source_free(written);
    } else {
        zip_source_keep(written);       // beyond the archive
        is_written = fill_and_close(archive, entries, count) && read_source(written, out);
        zip_source_free(written);
    }
    zip_error_fini(&error);
    return is_written || machine_failure("cannot make", TEXT("a zip archive"));
}

// ---- Reading

struct zip_reader {
    zip_t *archive;
    size_t count;
};

// The open file: a pipe is not waited for.
static zip_result open_plain(arena *memory, text path, uint64_t limit, int *file, uint64_t *size)
{
    struct stat status;
    *file = open(text_to_string(memory, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*file < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG))
        return ZIP_MISSING;
    if (*file < 0 || fstat(*file, &status) != 0) {
        machine_failure("cannot read", path);
        if (*file >= 0)
            close(*file);
        return ZIP_FAILED;
    }
    *size = S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
    if (S_ISREG(status.st_mode) && *size <= limit)
        return ZIP_READ;
    close(*file);
    return ZIP_NOT_ONE;
}

// Without memory libzip may find no zip where there is one, and does not always say why: whoever calls it sets errno to 0 before.
static void heed_memory(int code)
{
    if (code == ZIP_ER_MEMORY || errno == ENOMEM || !memory_is_left())
        memory_exhausted();
}

static zip_result result_of_code(int code)
{
    heed_memory(code);
    return code == ZIP_ER_NOZIP ? ZIP_NOT_ONE : ZIP_DAMAGED;
}

static uint64_t number_at(const unsigned char *bytes, size_t length)
{
    uint64_t number = 0;
    for (size_t i = length; i > 0; i--)
        number = number << 8 | bytes[i - 1];
    return number;
}

// An archive before it is opened: a file, or bytes.
typedef struct {
    int file;
    text bytes;             // of no file
    uint64_t size;
} zip_origin;

static size_t read_at(const zip_origin *from, uint64_t offset, unsigned char *into, size_t length)
{
    if (offset >= from->size)
        return 0;
    if (from->bytes.bytes == NULL) {
        ssize_t got = pread(from->file, into, length, (off_t)offset);
        return got > 0 ? (size_t)got : 0;
    }
    text part = text_slice(from->bytes, (size_t)offset, (size_t)offset + length);
    memcpy(into, part.bytes, part.length);
    return part.length;
}

// How many entries the archive says it has; libzip takes in as many before it tells. 0 when it does not say.
static uint64_t claimed_count(const zip_origin *from)
{
    enum { END_LENGTH = 22, COMMENT_MOST = 65535, LOCATOR_LENGTH = 20, LONG_END_LENGTH = 56 };
    static unsigned char tail[LOCATOR_LENGTH + END_LENGTH + COMMENT_MOST];
    size_t length = read_at(from, from->size > sizeof tail ? from->size - sizeof tail : 0, tail, sizeof tail);
    for (size_t i = length < END_LENGTH ? 0 : length - END_LENGTH + 1; i-- > 0;) {
        unsigned char end[LONG_END_LENGTH];
        if (number_at(tail + i, 4) != 0x06054b50)
            continue;
        bool is_long = number_at(tail + i + 10, 2) == UINT16_MAX && i >= LOCATOR_LENGTH
                    && number_at(tail + i - LOCATOR_LENGTH, 4) == 0x07064b50;
        if (!is_long)
            return number_at(tail + i + 10, 2);
        uint64_t at_byte = number_at(tail + i - LOCATOR_LENGTH + 8, 8) & INT64_MAX;
        return read_at(from, at_byte, end, sizeof end) == sizeof end ? number_at(end + 32, 8) : 0;
    }
    return 0;
}

static zip_result take_archive(arena *memory, zip_t *archive, zip_reader **opened)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);
    *opened = ARENA_NEW(memory, zip_reader, 1);
    **opened = (zip_reader){ archive, count > 0 ? (size_t)count : 0 };
    return ZIP_READ;
}

zip_result zip_reader_open(arena *memory, text path, uint64_t limit, zip_reader **opened)
{
    int code = 0;
    zip_origin from = { 0 };
    zip_result result = open_plain(memory, path, limit, &from.file, &from.size);
    if (result != ZIP_READ)
        return result;
    if (claimed_count(&from) > ZIP_ENTRIES_MOST) {
        close(from.file);
        return ZIP_TOO_MANY;
    }
    errno = 0;
    zip_t *archive = zip_fdopen(from.file, ZIP_CHECKCONS, &code);
    if (archive == NULL) {
        close(from.file);
        return result_of_code(code);
    }
    return take_archive(memory, archive, opened);
}

zip_result zip_reader_open_memory(arena *memory, text bytes, zip_reader **opened)
{
    zip_error_t error;
    if (bytes.length == 0)
        return ZIP_NOT_ONE;
    if (claimed_count(&(zip_origin){ .bytes = bytes, .size = bytes.length }) > ZIP_ENTRIES_MOST)
        return ZIP_TOO_MANY;
    zip_error_init(&error);
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(bytes.bytes, bytes.length, 0, &error);
    zip_t *archive = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (archive == NULL) {
        zip_source_free(source);
        return result_of_code(code);
    }
    return take_archive(memory, archive, opened);
}

size_t zip_reader_count(const zip_reader *from)
{
    return from->count;
}

// What made the archive on Unix says what an entry is; others know only files and folders.
static zip_type type_of(const zip_reader *from, size_t number, bool has_slash)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (zip_file_get_external_attributes(from->archive, number, 0, &system, &attributes) != 0)
        return ZIP_SPECIAL;
    unsigned int mode = system == ZIP_OPSYS_UNIX || system == ZIP_OPSYS_OS_X ? attributes >> 16 & S_IFMT : 0;
    if (mode == S_IFDIR || (mode == 0 && has_slash))
        return has_slash ? ZIP_FOLDER : ZIP_SPECIAL;
    return (mode == 0 || mode == S_IFREG) && !has_slash ? ZIP_PLAIN : ZIP_SPECIAL;
}

zip_result zip_reader_describe(const zip_reader *from, arena *memory, size_t number, zip_item *item)
{
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    zip_stat_t status;
    const char *name = zip_get_name(from->archive, number, ZIP_FL_ENC_RAW);
    if (name == NULL || zip_stat_index(from->archive, number, 0, &status) != 0 || (status.valid & needed) != needed)
        return ZIP_DAMAGED;
    text whole = text_copy(memory, text_of(name));
    bool has_slash = text_ends_with(whole, TEXT("/"));
    *item = (zip_item){
        .name = text_slice(whole, 0, whole.length - has_slash),
        .size = status.size,
        .packed_size = status.comp_size,
        .type = type_of(from, number, has_slash),
        .is_encrypted = status.encryption_method != ZIP_EM_NONE,
        .is_stored = status.comp_method == ZIP_CM_STORE,
        .is_packed_oddly = status.comp_method != ZIP_CM_STORE && status.comp_method != ZIP_CM_DEFLATE,
    };
    return ZIP_READ;
}

// One byte more is asked for: the checksum is compared where the entry ends.
static bool unpack(zip_file_t *entry, char *bytes, uint64_t size)
{
    uint64_t length = 0;
    zip_int64_t got = 1;
    while (got > 0 && length <= size) {
        got = zip_fread(entry, bytes + length, size + 1 - length);
        length += got > 0 ? (uint64_t)got : 0;
    }
    return got == 0 && length == size;
}

zip_result zip_reader_unpack(const zip_reader *from, arena *memory, size_t number, uint64_t size, text *contents)
{
    errno = 0;
    zip_file_t *entry = zip_fopen_index(from->archive, number, 0);
    if (entry == NULL)
        return result_of_code(zip_error_code_zip(zip_get_error(from->archive)));
    char *bytes = ARENA_NEW(memory, char, size + 1);
    bool fine = unpack(entry, bytes, size);
    zip_fclose(entry);
    *contents = (text){ bytes, (size_t)size };
    if (!fine)
        heed_memory(ZIP_ER_OK);
    return fine ? ZIP_READ : ZIP_DAMAGED;
}

void zip_reader_close(zip_reader *from)
{
    if (from != NULL)
        zip_discard(from->archive);
}
