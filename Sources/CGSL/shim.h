#ifndef REOFFENDING_CGSL_SHIM_H
#define REOFFENDING_CGSL_SHIM_H

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_permutation.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>

/* The rule of Gauss and Hermite, which the library holds in a variable. */
static inline const gsl_integration_fixed_type *reoffending_gsl_hermite(void) {
  return gsl_integration_fixed_hermite;
}

#endif
