#ifndef NOTEBOOK_WORKER_INTERNAL_H
#define NOTEBOOK_WORKER_INTERNAL_H

#include <stdbool.h>

// main_queue.c: whether a cell has waited for asynchronous work, and the parts of serving the queue when idle.
bool notebook_main_queue_was_served(void);
int notebook_main_queue_descriptor(void);
void notebook_drain_main_queue(void);

// worker.c: an endless loop shall not outlive the kernel that could interrupt it.
void notebook_end_with_parent(void);

// traps.c: reports where a cell stopped before a signal ends the process.
void notebook_install_traps(void);

// checkpoint.c: a sleeping copy of the process that takes over when a cell ends it.
//
// True in the process that shall run the cell, false in a copy that took over from one whose cell ended it.
bool notebook_checkpoint(void);
void notebook_forget_checkpoint(void);

#endif
