#ifndef MATCHBOOK_CRE2_H
#define MATCHBOOK_CRE2_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern of RE2 (linear time, no backtracking), behind C.
typedef struct mb_pattern mb_pattern;

/// Compiles `text` (UTF-8). On failure returns NULL and writes a message into `error`.
mb_pattern *mb_pattern_compile(const char *text, size_t length, char *error, size_t errorCapacity);
void mb_pattern_free(mb_pattern *pattern);
int mb_pattern_group_count(const mb_pattern *pattern);

/// Searches `text` from its start. Fills `starts` and `lengths` (in bytes; -1 where a group took no
/// part) for the whole match and up to `groups` capture groups. Returns 1 where it matches.
int mb_pattern_find(const mb_pattern *pattern, const uint8_t *text, size_t length,
                    int32_t *starts, int32_t *lengths, int groups);

#ifdef __cplusplus
}
#endif
#endif
