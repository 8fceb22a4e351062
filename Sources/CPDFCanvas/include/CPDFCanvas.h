#ifndef MATCHBOOK_PDF_CANVAS_H
#define MATCHBOOK_PDF_CANVAS_H
#include <stdint.h>

// Pages of a PDF by cairo, with text by pango. GLib's headers stay behind this one. Lengths are
// points (1/72 inch) from the page's top left; colours are 0xRRGGBB.
typedef struct pdf_canvas pdf_canvas;

typedef enum { PDF_LEFT, PDF_RIGHT, PDF_CENTRE } pdf_alignment;

/// A text's look. `width` wraps it, and cuts it with an ellipsis after `lines` lines.
typedef struct {
    const char *_Nonnull family;
    const char *_Nonnull language;
    double size;
    int bold;
    uint32_t colour;
    pdf_alignment alignment;
    double width;
    int lines;
} pdf_text_style;

/// A file of pages; NULL where memory ends. `created` is ISO 8601: the clock is not read.
pdf_canvas *_Nullable pdf_open(
    const char *_Nonnull path, double width, double height, const char *_Nonnull title,
    const char *_Nonnull author, const char *_Nonnull created);
/// How high the text will be.
double pdf_text_height(
    pdf_canvas *_Nonnull canvas, const char *_Nonnull text, pdf_text_style style);
void pdf_text(
    pdf_canvas *_Nonnull canvas, double x, double y, const char *_Nonnull text,
    pdf_text_style style);
void pdf_rectangle(
    pdf_canvas *_Nonnull canvas, double x, double y, double width, double height,
    uint32_t colour);
void pdf_end_page(pdf_canvas *_Nonnull canvas);
/// Writes what is left and gives everything back. NULL where it is done, else cairo's word for
/// what went wrong.
const char *_Nullable pdf_close(pdf_canvas *_Nonnull canvas);

#endif
