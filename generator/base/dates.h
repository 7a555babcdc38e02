// Calendar dates as written in front matter: year-month-day, no time, no zone.
#ifndef BASE_DATES_H
#define BASE_DATES_H

#include "arena.h"
#include "text.h"

typedef struct {
    int year, month, day;       // all 0: no date
} date;

// "2026-11-22", Gregorian, years 1000 to 9999; false for anything else.
bool date_parse(text t, date *parsed);
bool date_is_set(date d);
int date_compare(date a, date b);
text date_iso(arena *memory, date d);        // "2026-11-22", empty when not set

// The date of SOURCE_DATE_EPOCH in UTC; no date when it is unset or no number.
date date_of_source_epoch(void);
// Whether it is unset, empty or such a number: whoever meant a date is told that there is none.
bool date_source_epoch_is_usable(void);
// How many days [to] comes after [from]; below zero when it comes before.
long date_days_between(date from, date to);
// Today in UTC.
date date_today(void);
// What is held to be today: SOURCE_DATE_EPOCH, else today. For messages and new files, never for output.
date date_of_build(void);

#endif
