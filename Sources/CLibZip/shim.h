#ifndef REOFFENDING_CLIBZIP_SHIM_H
#define REOFFENDING_CLIBZIP_SHIM_H

#include <zip.h>

#endif
