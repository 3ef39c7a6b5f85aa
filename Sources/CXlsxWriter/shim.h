#ifndef REOFFENDING_CXLSXWRITER_SHIM_H
#define REOFFENDING_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
