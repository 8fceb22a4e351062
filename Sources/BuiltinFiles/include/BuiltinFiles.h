#ifndef MATCHBOOK_BUILTIN_FILES_H
#define MATCHBOOK_BUILTIN_FILES_H
#include <stddef.h>
#include <stdint.h>

/// A data file that is part of the program: a dialect, a style sheet.
typedef struct {
    const char *_Nonnull path;
    const uint8_t *_Nonnull bytes;
    size_t count;
} builtin_file;

/// All built-in files, sorted by path.
const builtin_file *_Nonnull builtin_files(size_t *_Nonnull count);

#endif
