/* Drivers that nobody should have: compiled by the tests with -DFAULT=n.
 *
 * 1  knows neither version of the interface
 * 2  fails with a message
 * 3  fails with a status that no version has
 * 4  begins, and has no function
 * 5  has version 1.0 and answers without columns
 * 6  answers with a column of a type that no version has
 * 7  says that there is a column and gives none
 * 8  gives a batch without the columns that it announced
 * 9  gives a column without its buffers
 * 10 reads fewer columns than it described
 */
#include <stdlib.h>
#include <string.h>

#include "adbc.h"

typedef struct AdbcError Error;

static char message[] = "the licence has run out";

static AdbcStatusCode database(struct AdbcDatabase *it, Error *error) { return ADBC_STATUS_OK; }
static AdbcStatusCode option(struct AdbcDatabase *it, const char *key, const char *value, Error *error) {
  return ADBC_STATUS_OK;
}
static AdbcStatusCode connection(struct AdbcConnection *it, Error *error) { return ADBC_STATUS_OK; }
static AdbcStatusCode connect(struct AdbcConnection *it, struct AdbcDatabase *in, Error *error) {
  return ADBC_STATUS_OK;
}
static AdbcStatusCode statement(struct AdbcConnection *in, struct AdbcStatement *it, Error *error) {
  return ADBC_STATUS_OK;
}
static AdbcStatusCode query(struct AdbcStatement *it, const char *text, Error *error) { return ADBC_STATUS_OK; }
static AdbcStatusCode end(struct AdbcStatement *it, Error *error) { return ADBC_STATUS_OK; }

static void release_schema(struct ArrowSchema *it) { it->release = NULL; }
static void release_array(struct ArrowArray *it) { it->release = NULL; }
static void release_stream(struct ArrowArrayStream *it) { it->release = NULL; }

static struct ArrowSchema child;
static struct ArrowSchema *children[] = {&child};
static struct ArrowArray column;
static struct ArrowArray *columns[] = {&column};
static int batches;
static int schemas;

static int schema(struct ArrowArrayStream *it, struct ArrowSchema *schema) {
  memset(schema, 0, sizeof *schema);
  child.format = FAULT == 6 ? "?!" : "l";
  child.name = "age";
  schema->format = "+s";
  schema->n_children = FAULT == 10 && schemas++ ? 0 : 1;
  schema->children = FAULT == 7 ? NULL : children;
  schema->release = release_schema;
  return 0;
}

static int next(struct ArrowArrayStream *it, struct ArrowArray *array) {
  memset(array, 0, sizeof *array);
  if (batches++ % 2) return 0;
  array->length = column.length = 5;
  array->n_children = FAULT == 8 || FAULT == 10 ? 0 : 1;
  array->children = FAULT == 8 ? NULL : columns;
  array->release = release_array;
  return 0;
}

static const char *last(struct ArrowArrayStream *it) { return NULL; }

static AdbcStatusCode execute(struct AdbcStatement *it, struct ArrowArrayStream *stream, int64_t *rows, Error *error) {
  if (FAULT > 5 && stream) {
    stream->get_schema = schema;
    stream->get_next = next;
    stream->get_last_error = last;
    stream->release = release_stream;
  }
  return ADBC_STATUS_OK;
}

AdbcStatusCode AdbcDriverInit(int version, void *place, struct AdbcError *error) {
  struct AdbcDriver *driver = place;
  if (FAULT == 1) return ADBC_STATUS_NOT_IMPLEMENTED;
  if (FAULT == 2) {
    error->message = message;
    return ADBC_STATUS_INTERNAL;
  }
  if (FAULT == 3) return 200;
  if (FAULT == 4) return ADBC_STATUS_OK;
  if (version != ADBC_VERSION_1_0_0) return ADBC_STATUS_NOT_IMPLEMENTED;
  driver->DatabaseNew = driver->DatabaseInit = driver->DatabaseRelease = database;
  driver->DatabaseSetOption = option;
  driver->ConnectionNew = driver->ConnectionRelease = connection;
  driver->ConnectionInit = connect;
  driver->StatementNew = statement;
  driver->StatementSetSqlQuery = query;
  driver->StatementExecuteQuery = execute;
  driver->StatementRelease = end;
  return ADBC_STATUS_OK;
}
