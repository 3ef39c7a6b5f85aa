#ifndef REOFFENDING_CSQLITE_SHIM_H
#define REOFFENDING_CSQLITE_SHIM_H

#include <sqlite3.h>

/// The destructor argument that has SQLite copy a bound text, which is a cast that Swift cannot spell.
static inline int reoffending_bind_text(sqlite3_stmt *statement, int place, const char *text, int bytes) {
  return sqlite3_bind_text(statement, place, text, bytes, SQLITE_TRANSIENT);
}

#endif
