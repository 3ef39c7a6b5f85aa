#ifndef REOFFENDING_CCRYPTO_SHIM_H
#define REOFFENDING_CCRYPTO_SHIM_H

#include <openssl/sha.h>

#endif
