/* Starts the tool of a relocatable folder with the C library and the loader that are in the folder, so that it does not
   matter which ones the system has. Linked statically; it is bin/reoffending, and the tool is
   lib/reoffending/reoffending. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { fault = 70 };

static char root[PATH_MAX];

/* A path below the folder; the process ends where it is longer than the system allows. */
static char *below(const char *name) {
  size_t length = strlen(root) + strlen(name) + 1;
  char *path = malloc(length);
  if (path == NULL || length > PATH_MAX) {
    fprintf(stderr, "reoffending: the path of its folder is too long: %s\n", root);
    exit(fault);
  }
  strcpy(path, root);
  strcat(path, name);
  return path;
}

int main(int count, char **arguments) {
  ssize_t length = readlink("/proc/self/exe", root, sizeof root - 1);
  if (length < 0) {
    fprintf(stderr, "reoffending: its own place cannot be read from /proc/self/exe: %s\n", strerror(errno));
    return fault;
  }
  root[length] = '\0';
  for (int step = 0; step < 2; step++) {
    char *slash = strrchr(root, '/');
    if (slash != NULL) *slash = '\0';
  }
  char *libraries = below("/lib/reoffending");
  char *fonts = below("/etc/reoffending/fonts.conf");
  char *tool = below("/lib/reoffending/reoffending");
  char *loader = below("/lib/reoffending/loader");
  /* Whoever has a configuration of fonts keeps it. */
  if (access(fonts, R_OK) == 0) setenv("FONTCONFIG_FILE", fonts, 0);
  char **all = calloc((size_t)count + 7, sizeof *all);
  if (all == NULL) return fault;
  int place = 0;
  all[place++] = loader;
  all[place++] = "--inhibit-cache";
  all[place++] = "--library-path";
  all[place++] = libraries;
  all[place++] = "--argv0";
  all[place++] = count > 0 ? arguments[0] : "reoffending";
  all[place++] = tool;
  for (int argument = 1; argument < count; argument++) all[place++] = arguments[argument];
  execv(loader, all);
  fprintf(stderr, "reoffending: %s cannot be started: %s\n", loader, strerror(errno));
  return fault;
}
