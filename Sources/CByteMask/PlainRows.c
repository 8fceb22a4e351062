#include "PlainRows.h"
#include "CByteMask.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// No function here reads more than 64 bytes behind the text it is given; a block has 128.

#define ALWAYS static inline __attribute__((always_inline))

enum { SLOT_MASK = 8191, CHUNK_MASK = 8191, CHUNK_END = 8160, KEY_BYTES = 23, WORD_BYTES = 16 };

ALWAYS uint64_t load(const uint8_t *text) {
    uint64_t word;
    memcpy(&word, text, 8);
    return word;
}

ALWAYS uint64_t fold(uint64_t a, uint64_t b) {
    const unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

ALWAYS uint64_t low_bytes(int count) {
    return count >= 8 ? ~0ull : (1ull << (8 * count)) - 1;
}

ALWAYS uint64_t short_hash(uint64_t a, uint64_t b, uint64_t length) {
    return fold(a ^ 0xA0761D6478BD642Full, b ^ 0xE7037ED1A0B428DBull ^ length << 56)
        * 0x8EBC6AF09C88C6E3ull | 1;
}

uint64_t mb_text_hash(const uint8_t *text, int64_t length) {
    uint64_t seed = (uint64_t)length;
    const int isShort = length <= WORD_BYTES;
    for (; length > 16; text += 16, length -= 16) {
        seed = fold(load(text) ^ seed ^ 0x1D8E4E27C47D124Full, load(text + 8) ^ 0x9E3779B97F4A7C15ull)
            + (seed << 23 | seed >> 41);
    }
    const uint64_t a = load(text) & low_bytes((int)length);
    const uint64_t b = length > 8 ? load(text + 8) & low_bytes((int)length - 8) : 0;
    return isShort ? short_hash(a, b, seed) : short_hash(a ^ seed, b, (uint64_t)length);
}

int mb_day_slot(uint64_t first, uint64_t rest) {
    return (int)((first * 0x9E3779B97F4A7C15ull ^ rest * 0xD6E8FEB86659FD93ull) >> 58);
}

/// 24 bytes of ones, then as many of zeros.
static const uint8_t key_mask[48] = {
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
};

// MARK: Fields

/// Whether bytes are digits and nothing else.
ALWAYS int is_digits(const uint8_t *text, uint32_t length) {
#if defined(__SSE2__)
    const __m128i low = _mm_set1_epi8((char)(0x30 + 0x80));
    const __m128i limit = _mm_set1_epi8((char)(0x80 + 10));
    uint32_t from = 0;
    while (1) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(text + from));
        // 0…9 become the ten least of signed bytes.
        const __m128i shifted = _mm_sub_epi8(bytes, low);
        const unsigned digits = (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(shifted, limit));
        const uint32_t rest = length - from;
        if (rest <= 16) return (~digits & ((1u << rest) - 1)) == 0;
        if (digits != 0xFFFF) return 0;
        from += 16;
    }
#else
    for (uint32_t index = 0; index < length; index++)
        if ((uint8_t)(text[index] - 0x30) > 9) return 0;
    return 1;
#endif
}

/// Four to eight characters as digits, the last highest, without the point; what is no digit or
/// point where they belong leaves bits in `wrong`.
ALWAYS uint64_t amount_digits(const uint8_t *text, uint32_t count, uint64_t *wrong) {
    const uint64_t zeros = 0x3030303030303030ull;
    const uint32_t missing = (8 - count) * 8;
    const uint64_t whole = load(text) << missing | (zeros & ((1ull << missing) - 1));
    const uint64_t digits =
        ((whole & 0xFFFFull << 48) | (whole & 0xFFFFFFFFFFull) << 8 | 0x30) ^ zeros;
    *wrong = (((digits + 0x7676767676767676ull) | digits) & 0x8080808080808080ull)
        | ((whole >> 40 & 0xFF) ^ 0x2E);
    return digits;
}

ALWAYS int is_short_amount(const uint8_t *text, uint32_t count, int scale) {
    uint64_t wrong;
    if (count - 4 > 4 || scale < 2) return 0;
    amount_digits(text, count, &wrong);
    return wrong == 0;
}

/// Four to eight characters: digits, a point and two decimals.
ALWAYS int short_amount(const uint8_t *text, uint32_t count, int scale, int64_t *units) {
    uint64_t wrong;
    if (count - 4 > 4 || scale < 2) return 0;
    const uint64_t digits = amount_digits(text, count, &wrong);
    if (wrong) return 0;
    const uint64_t pairs = digits * 10 + (digits >> 8);
    const uint64_t low = (pairs & 0xFF000000FFull) * 0xF424000000064ull;
    const uint64_t high = (pairs >> 16 & 0xFF000000FFull) * 0x271000000001ull;
    const int64_t value = (int64_t)((low + high) >> 32);
    *units = scale == 2 ? value : value * (scale == 3 ? 10 : 100);
    return 1;
}

/// Sign, up to 15 digits, a point and no more decimals than the scale.
static int long_amount(const uint8_t *text, uint32_t count, int scale, int64_t *units) {
    if (count == 0 || count > 18) return 0;
    uint32_t index = text[0] == 0x2D || text[0] == 0x2B;
    const uint32_t start = index;
    int64_t value = 0;
    for (; index < count && (uint8_t)(text[index] - 0x30) <= 9; index++)
        value = value * 10 + (text[index] - 0x30);
    if (index == start || (int)(index - start) > 15 - scale) return 0;
    int decimals = 0;
    if (index < count) {
        if (text[index] != 0x2E) return 0;
        index++;
        decimals = (int)(count - index);
        if (decimals == 0 || decimals > scale) return 0;
        for (; index < count; index++) {
            if ((uint8_t)(text[index] - 0x30) > 9) return 0;
            value = value * 10 + (text[index] - 0x30);
        }
    }
    for (; decimals < scale; decimals++) value *= 10;
    *units = text[0] == 0x2D ? -value : value;
    return 1;
}

ALWAYS int amount(const uint8_t *text, uint32_t count, int scale, int64_t *units) {
    return short_amount(text, count, scale, units) || long_amount(text, count, scale, units);
}

ALWAYS int is_amount(const uint8_t *text, uint32_t count, int scale) {
    int64_t units;
    return is_short_amount(text, count, scale) || long_amount(text, count, scale, &units);
}

/// "01:27:10" → seconds of the day; −1 where it is anything else.
ALWAYS int64_t clock_seconds(const uint8_t *text) {
    const uint64_t clock = load(text) ^ 0x30303A30303A3030ull;
    const uint64_t wrong = ((clock + 0x76767F76767F7676ull) | clock) & 0x8080808080808080ull;
    const int64_t hour = (int64_t)((clock & 0xFF) * 10 + (clock >> 8 & 0xFF));
    const int64_t minute = (int64_t)((clock >> 24 & 0xFF) * 10 + (clock >> 32 & 0xFF));
    const int64_t second = (int64_t)((clock >> 48 & 0xFF) * 10 + (clock >> 56));
    if (wrong != 0 || hour >= 24 || minute >= 60 || second >= 60) return -1;
    return hour * 3600 + minute * 60 + second;
}

// MARK: Places

/// The lists of a window while they are filled.
typedef struct {
    uint32_t *places, *feeds, *odds;
} lists;

ALWAYS uint32_t first_bit(uint64_t bits) { return (uint32_t)__builtin_ctzll(bits); }

/// Adds what stands in 64 bytes from `start` on.
ALWAYS void add(lists *lists, uint32_t start, uint64_t separators, uint64_t feeds, uint64_t odds) {
    uint64_t hits = separators | feeds;
    uint32_t *places = lists->places;
    uint32_t *next = places + __builtin_popcountll(hits);
    while (places < next) {
        // Four at once: what is too many is written over.
        for (int index = 0; index < 4; index++) {
            // With the highest bit there is always one, and the value in time: no vectors.
            uint32_t place = start + first_bit(hits | 1ull << 63);
            __asm__("" : "+r"(place));
            places[index] = place;
            hits &= hits - 1;
        }
        places += 4;
    }
    lists->places = next;
    *lists->feeds = start + first_bit(feeds | 1ull << 63);
    lists->feeds += feeds != 0;
    for (feeds &= feeds - 1; __builtin_expect(feeds != 0, 0); feeds &= feeds - 1)
        *lists->feeds++ = start + first_bit(feeds);
    for (; __builtin_expect(odds != 0, 0); odds &= odds - 1)
        *lists->odds++ = start + first_bit(odds);
}

/// Bytes of the window at `at`.
ALWAYS uint32_t window_bytes(const mb_rows *rows) {
    const int64_t count = rows->end - rows->at;
    return (uint32_t)(count > MB_WINDOW ? MB_WINDOW : count);
}

/// Below the first place stands the byte before a row.
ALWAYS lists begin(mb_rows *rows) { return (lists){rows->places + 1, rows->feeds, rows->odds}; }

ALWAYS void finish(mb_rows *rows, lists lists) {
    *lists.odds = UINT32_MAX;
    rows->window = rows->at;
    rows->placeCount = lists.places - rows->places;
    rows->feedCount = lists.feeds - rows->feeds;
    rows->oddCount = lists.odds - rows->odds;
    rows->place = 1;
    rows->feed = rows->odd = 0;
}

/// Finds where separators and line ends stand in the bytes from `at` on.
static void look(mb_rows *rows) {
    const uint32_t count = window_bytes(rows);
    const uint8_t *from = rows->bytes + rows->at;
    lists lists = begin(rows);
    for (uint32_t start = 0; start < count; start += 64) {
        const mb_lines found = mb_look(from + start, rows->separator);
        add(&lists, start, found.separators, found.feeds, found.odds);
    }
    finish(rows, lists);
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))

WIDE static inline uint64_t bits(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low)
        | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/// `look`, 32 bytes at a time.
WIDE static void look_wide(mb_rows *rows) {
    const uint32_t count = window_bytes(rows);
    const uint8_t *from = rows->bytes + rows->at;
    lists lists = begin(rows);
    const __m256i wanted = _mm256_set1_epi8((char)rows->separator);
    const __m256i feed = _mm256_set1_epi8(0x0A);
    const __m256i carriage = _mm256_set1_epi8(0x0D);
    const __m256i quote = _mm256_set1_epi8(0x22);
    for (uint32_t start = 0; start < count; start += 64) {
        const __m256i low = _mm256_loadu_si256((const __m256i *)(from + start));
        const __m256i high = _mm256_loadu_si256((const __m256i *)(from + start + 32));
        const __m256i oddLow = _mm256_or_si256(
            _mm256_cmpeq_epi8(low, carriage), _mm256_cmpeq_epi8(low, quote));
        const __m256i oddHigh = _mm256_or_si256(
            _mm256_cmpeq_epi8(high, carriage), _mm256_cmpeq_epi8(high, quote));
        add(&lists, start,
            bits(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted)),
            bits(_mm256_cmpeq_epi8(low, feed), _mm256_cmpeq_epi8(high, feed)),
            bits(oddLow, oddHigh));
    }
    finish(rows, lists);
}
#endif

/// Goes on behind a row that Swift read.
ALWAYS void catch_up(mb_rows *rows) {
    const int64_t from = rows->at - rows->window;
    while (rows->place < rows->placeCount && rows->places[rows->place] < from) rows->place++;
    while (rows->feed < rows->feedCount && rows->feeds[rows->feed] < from) rows->feed++;
    while (rows->odd < rows->oddCount && rows->odds[rows->odd] < from) rows->odd++;
}

// MARK: Rows

#define START(column) (ends[(column) - 1] + 1)
#define LENGTH(column) (ends[column] - START(column))

/// A word of up to 16 bytes, padded with zeros.
typedef struct {
    uint64_t a, b;
} word;

ALWAYS word word_at(const mb_rows *rows, const uint8_t *text, uint32_t length) {
    const uint64_t *masks = rows->wordMasks + 2 * length;
    return (word){load(text) & masks[0], load(text + 8) & masks[1]};
}

/// Whether a row's words are those of a known combination. `isShort`: none of those is longer than
/// eight bytes.
ALWAYS int is_known(
    const mb_rows *rows, const uint8_t *window, const uint32_t *ends, int64_t number, int isShort
) {
    const int32_t count = rows->wordCount;
    const uint64_t *known = rows->knownWords + number * (2 * count + 1);
    const uint64_t *masks = rows->wordMasks;
    uint64_t lengths = 0, differ = 0, longest = 0;
#pragma clang loop vectorize(disable) unroll(disable)
    for (int32_t index = 0; index < count; index++) {
        const int32_t column = rows->wordColumns[index];
        const uint64_t length = LENGTH(column);
        const uint8_t *text = window + START(column);
        lengths = lengths << 5 | length;
        // The words are made again: loads of what was just stored would wait for it.
        if (isShort) {
            // Four bits of a length find a mask, and a longer one is none of the known.
            longest |= length;
            differ |= known[2 * index] ^ (load(text) & masks[2 * (length & 15)]);
        } else {
            if (length > WORD_BYTES) return 0;
            differ |= known[2 * index] ^ (load(text) & masks[2 * length]);
            differ |= known[2 * index + 1] ^ (load(text + 8) & masks[2 * length + 1]);
        }
    }
    return (differ | (lengths ^ known[2 * count]) | longest >> 4) == 0;
}

static const mb_decision *find(mb_rows *rows, const uint8_t *window, const uint32_t *ends) {
    uint64_t hash = 0x9E3779B97F4A7C15ull, rest = 0;
    for (int32_t index = 0; index < rows->wordCount; index++) {
        const int32_t column = rows->wordColumns[index];
        if (LENGTH(column) > WORD_BYTES) return 0;
        const word own = word_at(rows, window + START(column), LENGTH(column));
        hash = (hash << 7 | hash >> 57) ^ own.a ^ own.b * 31;
        rest |= LENGTH(column) > 8;
    }
    hash *= 0xD6E8FEB86659FD93ull;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93ull;
    for (uint64_t slot = hash >> 51; rows->wordSlots[slot] >= 0; slot = (slot + 1) & SLOT_MASK) {
        if (!is_known(rows, window, ends, rows->wordSlots[slot], 0)) continue;
        rows->lastDecision = rows->wordSlots[slot];
        rows->lastIsShort = rest == 0;
        return rows->decisions + rows->lastDecision;
    }
    return 0;
}

/// Most rows have the words of the one before.
ALWAYS const mb_decision *decision(
    mb_rows *rows, const uint8_t *window, const uint32_t *ends
) {
    const int64_t last = rows->lastDecision;
    if (last >= 0 && rows->lastIsShort && is_known(rows, window, ends, last, 1))
        return rows->decisions + last;
    return find(rows, window, ends);
}

/// No number that a spreadsheet may have damaged, and nothing that the reader would clean.
ALWAYS int are_ids_sound(const mb_rows *rows, const uint8_t *window, const uint32_t *ends) {
    for (int32_t index = 0; index < rows->idCount; index++) {
        const int32_t column = rows->idColumns[index];
        const uint32_t length = LENGTH(column);
        if (length == 0) continue;
        const uint8_t *text = window + START(column);
        if ((uint8_t)(text[0] - 0x21) >= 0x5F) return 0;
        if ((uint8_t)(text[0] - 0x30) <= 9 && !is_digits(text, length)) return 0;
    }
    return 1;
}

/// Texts that were met before.
ALWAYS int are_known(const mb_rows *rows, const uint8_t *window, const uint32_t *ends) {
    for (int32_t index = 0; index < rows->countedCount; index++) {
        const int32_t column = rows->countedColumns[index];
        const uint32_t length = LENGTH(column);
        if (length == 0) continue;
        const uint8_t *text = window + START(column);
        const word own = word_at(rows, text, length & WORD_BYTES - 1);
        const uint64_t hash = length < WORD_BYTES ? short_hash(own.a, own.b, length)
                                                  : mb_text_hash(text, length);
        const uint64_t *slots = rows->vocabularies[index];
        uint64_t slot = hash >> 51;
        while (slots[slot] != hash) {
            if (slots[slot] == 0) return 0;
            slot = (slot + 1) & SLOT_MASK;
        }
    }
    return 1;
}

/// The first moment that is there, in microseconds.
ALWAYS int time_of(
    mb_rows *rows, const uint8_t *window, const uint32_t *ends, int64_t number,
    const mb_reading *reading, int64_t *time
) {
    int64_t found = rows->noTime;
    const int32_t count = reading->moments + reading->times;
    for (int32_t index = 0; index < count; index++) {
        const int is_moment = index < reading->moments;
        if (is_moment && found != rows->noTime) continue;
        const int32_t column = reading->columns[reading->others + index];
        const uint32_t length = LENGTH(column);
        if (length == 0) continue;
        const uint8_t *text = window + START(column);
        if (length != 19 || (text[10] != 0x20 && text[10] != 0x54)) return MB_SLOW;
        const uint64_t first = load(text);
        const uint64_t rest = (uint64_t)(number + 1) << 16 | text[8] | (uint64_t)text[9] << 8;
        const mb_day *day = rows->days + mb_day_slot(first, rest);
        const int64_t seconds = clock_seconds(text + 11);
        if (seconds < 0) return MB_SLOW;
        if (day->first != first || day->rest != rest) {
            rows->wanted = number;
            rows->dayAt = text - rows->bytes;
            return MB_DAY;
        }
        if (is_moment) found = (day->start + seconds) * 1000000;
    }
    *time = found;
    return MB_DONE;
}

/// Makes an entry of one row. `ends`: behind each field, and before it the byte before the row.
ALWAYS int take(mb_rows *rows, const uint8_t *window, const uint32_t *ends) {
    const uint8_t first = window[START(0)];
    if (LENGTH(0) == 0 || (uint8_t)(first - 0x21) >= 0x5F || rows->isOutsideStart[first])
        return MB_SLOW;
    const mb_decision *decided = decision(rows, window, ends);
    if (!decided || decided->reading < 0) return MB_SLOW;
    if (!are_ids_sound(rows, window, ends) || !are_known(rows, window, ends)) return MB_SLOW;
    const mb_reading *reading = rows->readings + decided->reading;
    int64_t units, time;
    const int32_t gross = reading->grossColumn;
    if (!amount(window + START(gross), LENGTH(gross), rows->scale, &units)) return MB_SLOW;
    for (int32_t index = 0; index < reading->others; index++) {
        const int32_t column = reading->columns[index];
        const uint32_t length = LENGTH(column);
        if (length && !is_amount(window + START(column), length, rows->otherScale))
            return MB_SLOW;
    }
    const int timed = time_of(rows, window, ends, decided->reading, reading, &time);
    if (timed != MB_DONE) return timed;
    const uint32_t length = LENGTH(rows->keyColumn);
    const uint8_t *key = window + START(rows->keyColumn);
    // Neither empty nor long, and no placeholder.
    if (length - 1 >= KEY_BYTES || (int32_t)length <= rows->placeholderBytes) return MB_SLOW;
    if ((uint8_t)(key[0] - 0x21) >= 0x5F || (uint8_t)(key[length - 1] - 0x21) >= 0x5F)
        return MB_SLOW;
    if (reading->sign == 1 || (reading->sign == 2 && units < 0)
        || (reading->sign == 3 && units > 0))
        units = -units;
    // What of the bytes is the key's own, taken from a row of ones and zeros.
    const uint8_t *mask = key_mask + 24 - length;
    const uint64_t a = load(key) & load(mask);
    const uint64_t b = load(key + 8) & load(mask + 8);
    const uint64_t c = (load(key + 16) & load(mask + 16)) | (uint64_t)length << 56;
    const uint64_t hash = fold(
        fold(a ^ 0xA0761D6478BD642Full, b ^ 0xE7037ED1A0B428DBull) ^ 0x1D8E4E27C47D124Full,
        c ^ 0x8EBC6AF09C88C6E3ull);
    const uint64_t partition = hash >> rows->shift;
    uint64_t *entry = rows->next[partition];
    // Nil and a full chunk both end where no entry begins.
    if (((uintptr_t)entry & CHUNK_MASK) >= CHUNK_END || !entry) {
        rows->wanted = (int64_t)partition;
        return MB_ROOM;
    }
    entry[0] = a;
    entry[1] = b;
    entry[2] = c;
    entry[3] = (uint64_t)units;
    entry[4] = (uint64_t)time;
    entry[5] = rows->blockBits | (uint64_t)rows->row << 32 | (uint64_t)rows->at << 10
        | decided->code;
    rows->next[partition] = entry + 6;
    // Its neighbour comes some hundred rows later: time enough to fetch where it goes. A chunk's
    // last one has none, which a prefetch does not mind.
    __builtin_prefetch(entry + 11, 1);
    return MB_DONE;
}

ALWAYS int take_rows(mb_rows *rows, void (*look)(mb_rows *)) {
    const int32_t width = rows->width;
    catch_up(rows);
    while (rows->at < rows->border && rows->row < rows->rowLimit) {
        if (rows->feed == rows->feedCount) {
            // Its end is not in sight.
            if (rows->window == rows->at) return MB_SLOW;
            look(rows);
            continue;
        }
        const uint8_t *window = rows->bytes + rows->window;
        const uint32_t feed = rows->feeds[rows->feed];
        const uint32_t from = (uint32_t)(rows->at - rows->window);
        uint32_t *ends = rows->places + rows->place;
        // As many fields as the header, since the line ends where the last of them does.
        if (rows->place + width > rows->placeCount || ends[width - 1] != feed) return MB_SLOW;
        const int is_odd = rows->odds[rows->odd] < feed;
        if (is_odd && (rows->odds[rows->odd] != feed - 1 || window[feed - 1] != 0x0D))
            return MB_SLOW;
        if ((int64_t)(feed + 1 - from) > rows->lineBytes) return MB_SLOW;
        ends[-1] = from - 1;
        ends[width - 1] = feed - (uint32_t)is_odd;
        const int taken = take(rows, window, ends);
        ends[width - 1] = feed;
        if (taken != MB_DONE) return taken;
        rows->at += feed + 1 - from;
        rows->row++;
        rows->place += width;
        rows->feed++;
        rows->odd += is_odd;
    }
    return MB_DONE;
}

#if defined(__x86_64__)
WIDE static int take_rows_wide(mb_rows *rows) { return take_rows(rows, look_wide); }

int mb_take_rows(mb_rows *rows) {
    const int isWide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")
        && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    return isWide ? take_rows_wide(rows) : take_rows(rows, look);
}
#else
int mb_take_rows(mb_rows *rows) { return take_rows(rows, look); }
#endif
