#include "CPDFCanvas.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

struct pdf_canvas {
    cairo_surface_t *surface;
    cairo_t *cairo;
};

pdf_canvas *pdf_open(
    const char *path, double width, double height, const char *title, const char *author,
    const char *created) {
    pdf_canvas *canvas = malloc(sizeof *canvas);
    if (canvas == NULL) return NULL;
    canvas->surface = cairo_pdf_surface_create(path, width, height);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_AUTHOR, author);
    cairo_pdf_surface_set_metadata(canvas->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    canvas->cairo = cairo_create(canvas->surface);
    return canvas;
}

static void set_colour(cairo_t *cairo, uint32_t colour) {
    cairo_set_source_rgb(
        cairo, (double)(colour >> 16 & 0xFF) / 255, (double)(colour >> 8 & 0xFF) / 255,
        (double)(colour & 0xFF) / 255);
}

static PangoLayout *layout(pdf_canvas *canvas, const char *text, pdf_text_style style) {
    static const PangoAlignment alignments[] = {
        PANGO_ALIGN_LEFT, PANGO_ALIGN_RIGHT, PANGO_ALIGN_CENTER,
    };
    PangoLayout *made = pango_cairo_create_layout(canvas->cairo);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style.family);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(
        font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(made, font);
    pango_font_description_free(font);
    // Chinese characters are drawn as the language writes them (Han unification).
    pango_context_set_language(
        pango_layout_get_context(made), pango_language_from_string(style.language));
    pango_layout_set_alignment(made, alignments[style.alignment]);
    if (style.width > 0) pango_layout_set_width(made, (int)(style.width * PANGO_SCALE));
    pango_layout_set_wrap(made, PANGO_WRAP_WORD_CHAR);
    if (style.lines > 0) {
        pango_layout_set_ellipsize(made, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(made, -style.lines);
    }
    pango_layout_set_text(made, text, -1);
    return made;
}

double pdf_text_height(pdf_canvas *canvas, const char *text, pdf_text_style style) {
    PangoLayout *made = layout(canvas, text, style);
    int width, height;
    pango_layout_get_size(made, &width, &height);
    g_object_unref(made);
    return (double)height / PANGO_SCALE;
}

void pdf_text(pdf_canvas *canvas, double x, double y, const char *text, pdf_text_style style) {
    PangoLayout *made = layout(canvas, text, style);
    set_colour(canvas->cairo, style.colour);
    cairo_move_to(canvas->cairo, x, y);
    pango_cairo_show_layout(canvas->cairo, made);
    g_object_unref(made);
}

void pdf_rectangle(
    pdf_canvas *canvas, double x, double y, double width, double height, uint32_t colour) {
    set_colour(canvas->cairo, colour);
    cairo_rectangle(canvas->cairo, x, y, width, height);
    cairo_fill(canvas->cairo);
}

void pdf_end_page(pdf_canvas *canvas) { cairo_show_page(canvas->cairo); }

const char *pdf_close(pdf_canvas *canvas) {
    cairo_status_t status = cairo_status(canvas->cairo);
    cairo_destroy(canvas->cairo);
    cairo_surface_finish(canvas->surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(canvas->surface);
    cairo_surface_destroy(canvas->surface);
    free(canvas);
    return status == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(status);
}
