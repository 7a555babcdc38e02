#include "dates.h"

#include <stdlib.h>
#include <time.h>

static bool digits(text t, size_t from, size_t count, int *number)
{
    *number = 0;
    for (size_t i = from; i < from + count; i++) {
        if (t.bytes[i] < '0' || t.bytes[i] > '9')
            return false;
        *number = *number * 10 + (t.bytes[i] - '0');
    }
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(text t, date *parsed)
{
    date d;
    if (t.length != 10 || t.bytes[4] != '-' || t.bytes[7] != '-')
        return false;
    if (!digits(t, 0, 4, &d.year) || !digits(t, 5, 2, &d.month) || !digits(t, 8, 2, &d.day))
        return false;
    if (d.year < 1000 || d.month < 1 || d.month > 12 || d.day < 1
        || d.day > days_in_month(d.year, d.month))
        return false;
    *parsed = d;
    return true;
}

bool date_is_set(date d)
{
    return d.year != 0;
}

int date_compare(date a, date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

text date_iso(arena *memory, date d)
{
    return date_is_set(d) ? text_format(memory, "%04d-%02d-%02d", d.year, d.month, d.day) : (text){ 0 };
}

static date date_of_seconds(time_t seconds)
{
    struct tm parts;
    if (gmtime_r(&seconds, &parts) == NULL)
        return (date){ 0 };
    return (date){ parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday };
}

date date_of_source_epoch(void)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");
    if (value == NULL || *value < '0' || *value > '9')
        return (date){ 0 };
    char *end;
    long long seconds = strtoll(value, &end, 10);
    bool usable = *end == '\0' && seconds < 253402300800;    // year 10000
    return usable ? date_of_seconds((time_t)seconds) : (date){ 0 };
}

bool date_source_epoch_is_usable(void)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");
    return value == NULL || *value == '\0' || date_is_set(date_of_source_epoch());
}

date date_today(void)
{
    return date_of_seconds(time(NULL));
}

date date_of_build(void)
{
    date said = date_of_source_epoch();
    return date_is_set(said) ? said : date_today();
}

// Days since the first of March of the year 0, when leap days come last in a year.
static long day_number(date d)
{
    long year = d.month > 2 ? d.year : d.year - 1, month = d.month > 2 ? d.month - 3 : d.month + 9;
    return year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + d.day;
}

long date_days_between(date from, date to)
{
    return day_number(to) - day_number(from);
}
