// The plain rows of a block of a delimited file, made into entries of the bulk lane. Everything that
// is not plain is handed back: the row stays where it is, and Swift reads it (BulkScan).
#pragma once
#include <stdint.h>

/// What the words of a row decide. `reading` < 0: the row is left to the reader.
typedef struct {
    int64_t reading;
    uint64_t code;
} mb_decision;

/// Where one rule finds its values: columns of other amounts, of moments, of further times, in one
/// stretch. `sign`: 0 as printed, 1 reversed, 2 positive, 3 negative.
typedef struct {
    int32_t grossColumn;
    int32_t sign;
    int32_t others;
    int32_t moments;
    int32_t times;
    const int32_t *columns;
} mb_reading;

/// A day's ten characters with the reading it was learnt for, and its first second of UTC.
typedef struct {
    uint64_t first;
    /// The last two characters, and the reading's number from 1 above them; 0: none.
    uint64_t rest;
    int64_t start;
} mb_day;

enum { MB_DAYS = 64, MB_WINDOW = 4096, MB_PLACES = MB_WINDOW + 64 };

/// What a row needs before it can be taken, or `MB_DONE`.
enum { MB_DONE = 0, MB_SLOW = 1, MB_ROOM = 2, MB_DAY = 3 };

typedef struct {
    // The block: `end` bytes, behind which 128 more can be read. Rows start before `border`.
    const uint8_t *bytes;
    int64_t end;
    int64_t border;
    int64_t at;
    int64_t row;
    int64_t rowLimit;
    int64_t lineBytes;
    uint64_t blockBits;
    /// The partition without room, or the reading without the day at `dayAt`.
    int64_t wanted;
    int64_t dayAt;

    // Where separators and feeds, feeds alone, and returns and quotes stand in the window.
    int64_t window;
    int64_t placeCount;
    int64_t feedCount;
    int64_t oddCount;
    int64_t place;
    int64_t feed;
    int64_t odd;
    uint32_t places[MB_PLACES + 64];
    uint32_t feeds[MB_PLACES + 64];
    uint32_t odds[MB_PLACES + 64];

    // The plan.
    uint8_t separator;
    uint8_t isOutsideStart[256];
    int32_t width;
    int32_t scale;
    int32_t otherScale;
    int32_t keyColumn;
    /// Keys up to so many bytes may be placeholders.
    int32_t placeholderBytes;
    int32_t wordCount;
    int32_t idCount;
    int32_t countedCount;
    const int32_t *wordColumns;
    const int32_t *idColumns;
    const int32_t *countedColumns;
    const mb_reading *readings;
    /// By a word's length, twice: what of its first and of its second eight bytes is its own.
    const uint64_t *wordMasks;
    const int32_t *wordSlots;
    const uint64_t *knownWords;
    const mb_decision *decisions;
    /// By counted column: hashes of known texts.
    uint64_t *const *vocabularies;
    mb_day *days;
    /// The combination of words of the row before; −1 where none is known.
    int64_t lastDecision;
    /// No word of it is longer than eight bytes.
    int64_t lastIsShort;
    int64_t noTime;

    /// By partition: where the next entry goes, of 48 bytes.
    uint64_t **next;
    uint64_t shift;
} mb_rows;

/// Takes rows from `at` on until one is not plain. Answers why it stopped; `at` and `row` are the
/// row that was not taken.
int mb_take_rows(mb_rows *rows);

/// Of a text of a counted column: 63 bits and a one. Up to 16 bytes behind the text can be read.
uint64_t mb_text_hash(const uint8_t *text, int64_t length);

/// Where a day of a reading is kept.
int mb_day_slot(uint64_t first, uint64_t rest);
