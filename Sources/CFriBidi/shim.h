#ifndef REOFFENDING_CFRIBIDI_SHIM_H
#define REOFFENDING_CFRIBIDI_SHIM_H

#include <fribidi.h>

#endif
