// Libraries that few commands need are opened when one needs them: whatever the program is linked with is loaded at every
// start, with all that it is linked with itself.
//
//     #define FUNCTIONS(each) each(zbar_fourcc) each(zbar_image_create)
//     static struct { FUNCTIONS(LIBRARY_POINTER) } zbar;
//     static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#define LIBRARY_POINTER(function) __typeof__(function) *function;
#define LIBRARY_NAME(function) #function,

// Finds the functions with [names] in the library [file], and puts pointers to them into [functions], a struct of nothing
// else. Opened once, it stays open. False after a reported machine failure.
bool library_open(const char *file, const char *const *names, size_t count, void *functions);

#define LIBRARY_SET_NEW_HANDLER "_ZSt15set_new_handlerPFvvE"     // std::set_new_handler

// A function of the libraries that are loaded already; NULL when none has it.
void *library_loaded_function(const char *name);

#endif
