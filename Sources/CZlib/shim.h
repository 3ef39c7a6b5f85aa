#ifndef REOFFENDING_CZLIB_SHIM_H
#define REOFFENDING_CZLIB_SHIM_H

#include <zlib.h>

#endif
