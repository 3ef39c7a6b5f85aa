#ifndef REOFFENDING_CPOPPLER_SHIM_H
#define REOFFENDING_CPOPPLER_SHIM_H

#include <poppler.h>
#include <unistd.h>

/* What became of a document that was to be opened. */
enum { reoffending_pdf_opened = 0, reoffending_pdf_encrypted = 1, reoffending_pdf_damaged = 2 };

/* Opens a document from a copy of its bytes; NULL where it cannot be read. */
static inline PopplerDocument *reoffending_pdf_open(const void *bytes, size_t size, int *status) {
  GBytes *copy = g_bytes_new(bytes, size);
  GError *error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes(copy, NULL, &error);
  g_bytes_unref(copy);
  *status = reoffending_pdf_opened;
  if (document == NULL) {
    *status = error != NULL && error->code == POPPLER_ERROR_ENCRYPTED ? reoffending_pdf_encrypted
                                                                     : reoffending_pdf_damaged;
  }
  if (error != NULL) g_error_free(error);
  return document;
}

/* The text of a page in UTF-8 and four coordinates (x1, y1, x2, y2) for each of its characters; both are to be freed. */
static inline char *reoffending_pdf_page(PopplerDocument *document, int number, PopplerRectangle **places,
                                         unsigned int *count) {
  PopplerPage *page = poppler_document_get_page(document, number);
  *places = NULL;
  *count = 0;
  if (page == NULL) return NULL;
  char *text = poppler_page_get_text(page);
  if (!poppler_page_get_text_layout(page, places, count)) {
    *places = NULL;
    *count = 0;
  }
  g_object_unref(page);
  return text;
}

/* Highlights a rectangle, given from the upper left corner of the page, with a reason. */
static inline void reoffending_pdf_highlight(PopplerDocument *document, int number, PopplerRectangle place,
                                             const char *reason) {
  PopplerPage *page = poppler_document_get_page(document, number);
  if (page == NULL) return;
  double width = 0, height = 0;
  poppler_page_get_size(page, &width, &height);
  PopplerRectangle box = {place.x1, height - place.y2, place.x2, height - place.y1};
  PopplerQuadrilateral corners;
  corners.p1.x = box.x1; corners.p1.y = box.y2;
  corners.p2.x = box.x2; corners.p2.y = box.y2;
  corners.p3.x = box.x1; corners.p3.y = box.y1;
  corners.p4.x = box.x2; corners.p4.y = box.y1;
  GArray *all = g_array_new(FALSE, FALSE, sizeof(PopplerQuadrilateral));
  g_array_append_val(all, corners);
  PopplerAnnot *mark = poppler_annot_text_markup_new_highlight(document, &box, all);
  PopplerColor color = {65535, 50000, 20000};
  poppler_annot_set_color(mark, &color);
  poppler_annot_set_contents(mark, reason);
  poppler_annot_markup_set_label(POPPLER_ANNOT_MARKUP(mark), "reoffending audit");
  poppler_page_add_annot(page, mark);
  g_object_unref(mark);
  g_array_unref(all);
  g_object_unref(page);
}

/* The document with its changes as bytes, which are to be freed; NULL where it cannot be written. It goes through a file of
   a name of its own: what Poppler 22 writes to a descriptor stays in a buffer that it never empties. */
static inline void *reoffending_pdf_save(PopplerDocument *document, size_t *size) {
  *size = 0;
  char *path = NULL;
  int descriptor = g_file_open_tmp("reoffending-XXXXXX.pdf", &path, NULL);
  if (descriptor < 0) return NULL;
  close(descriptor);
  char *bytes = NULL;
  char *address = g_filename_to_uri(path, NULL, NULL);
  if (address != NULL && poppler_document_save(document, address, NULL)) {
    gsize length = 0;
    if (g_file_get_contents(path, &bytes, &length, NULL)) *size = length;
  }
  unlink(path);
  g_free(address);
  g_free(path);
  return bytes;
}

static inline void reoffending_pdf_free(void *memory) { g_free(memory); }

static inline void reoffending_pdf_close(PopplerDocument *document) { g_object_unref(document); }

#endif
