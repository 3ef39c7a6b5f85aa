#ifndef REOFFENDING_CHARFBUZZ_SHIM_H
#define REOFFENDING_CHARFBUZZ_SHIM_H

#include <hb.h>
#include <hb-ot.h>

#endif
