#ifndef REOFFENDING_CGLPK_SHIM_H
#define REOFFENDING_CGLPK_SHIM_H

#include <glpk.h>

#endif
