#ifndef REOFFENDING_CPOPPLER_SHIM_H
#define REOFFENDING_CPOPPLER_SHIM_H

#include <poppler.h>

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

static inline void reoffending_pdf_free(void *memory) { g_free(memory); }

static inline void reoffending_pdf_close(PopplerDocument *document) { g_object_unref(document); }

#endif
