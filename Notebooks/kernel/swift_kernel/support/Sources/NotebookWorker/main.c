#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

// Loads the library so that cells find its symbols, and hands over to the loop inside it.
int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: notebook-worker LIBRARY DESCRIPTOR\n");
    return 2;
  }
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_GLOBAL);
  if (!library) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  int (*loop)(int) = (int (*)(int))dlsym(library, "notebook_worker_main");
  if (!loop) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  return loop(atoi(arguments[2]));
}
