#ifndef REOFFENDING_CLIBXML2_SHIM_H
#define REOFFENDING_CLIBXML2_SHIM_H

// libxml2's headers bring those of the system's ICU, whose names are also those of Foundation's own ICU in another version.
// Nothing of them is used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

/* Frees what libxml2 has allocated. */
static inline void reoffending_xml_free(void *memory) { xmlFree(memory); }

#endif
