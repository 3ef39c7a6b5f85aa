#ifndef REOFFENDING_CFRIBIDI_SHIM_H
#define REOFFENDING_CFRIBIDI_SHIM_H

#include <fribidi.h>

/* Both are macros that Swift cannot read. */
static inline FriBidiParType reoffending_fribidi_automatic(void) { return FRIBIDI_PAR_ON; }
static inline int reoffending_fribidi_is_rtl(FriBidiParType type) { return FRIBIDI_IS_RTL(type) ? 1 : 0; }

#endif
