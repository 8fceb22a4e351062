// Which of 64 bytes hold a separator, and which a line end or a quote: one bit each, the first byte
// lowest. Swift's vectors have no instruction for it, and the way around costs half the speed.
#pragma once
#include "PlainRows.h"
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct {
    uint64_t separators;
    /// LF, CR and the quote.
    uint64_t specials;
} mb_masks;

/// `bytes`: 64 that can be read.
static inline mb_masks mb_scan(const uint8_t *bytes, uint8_t separator) {
    mb_masks masks = {0, 0};
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)separator);
    const __m128i feed = _mm_set1_epi8(0x0A);
    const __m128i carriage = _mm_set1_epi8(0x0D);
    const __m128i quote = _mm_set1_epi8(0x22);
    for (int part = 0; part < 4; part++) {
        const __m128i sixteen = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        const __m128i ends = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(sixteen, feed), _mm_cmpeq_epi8(sixteen, carriage)),
            _mm_cmpeq_epi8(sixteen, quote));
        const unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, wanted));
        masks.separators |= (uint64_t)found << (16 * part);
        masks.specials |= (uint64_t)(unsigned)_mm_movemask_epi8(ends) << (16 * part);
    }
#else
    for (int index = 0; index < 64; index++) {
        const uint8_t byte = bytes[index];
        masks.separators |= (uint64_t)(byte == separator) << index;
        masks.specials |= (uint64_t)(byte == 0x0A || byte == 0x0D || byte == 0x22) << index;
    }
#endif
    return masks;
}

typedef struct {
    uint64_t separators;
    uint64_t feeds;
    /// CR and the quote.
    uint64_t odds;
} mb_lines;

/// As `mb_scan`, with line feeds by themselves.
static inline __attribute__((always_inline)) mb_lines mb_look(
    const uint8_t *bytes, uint8_t separator
) {
    mb_lines lines = {0, 0, 0};
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)separator);
    const __m128i feed = _mm_set1_epi8(0x0A);
    const __m128i carriage = _mm_set1_epi8(0x0D);
    const __m128i quote = _mm_set1_epi8(0x22);
    for (int part = 0; part < 4; part++) {
        const __m128i sixteen = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        const __m128i odd =
            _mm_or_si128(_mm_cmpeq_epi8(sixteen, carriage), _mm_cmpeq_epi8(sixteen, quote));
        lines.separators |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, wanted))
            << (16 * part);
        lines.feeds |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, feed))
            << (16 * part);
        lines.odds |= (uint64_t)(unsigned)_mm_movemask_epi8(odd) << (16 * part);
    }
#else
    for (int index = 0; index < 64; index++) {
        const uint8_t byte = bytes[index];
        lines.separators |= (uint64_t)(byte == separator) << index;
        lines.feeds |= (uint64_t)(byte == 0x0A) << index;
        lines.odds |= (uint64_t)(byte == 0x0D || byte == 0x22) << index;
    }
#endif
    return lines;
}
