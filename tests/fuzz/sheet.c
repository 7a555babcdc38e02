// A filled spreadsheet: its properties, the workbook, where its sheets are, shared texts and a sheet.
#include "fuzz.h"

#include "given_fixture.h"
#include "given_check.h"
#include "package.h"

static void try_input(text input)
{
    static const char *const names[] = { "docProps/custom.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                         "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml" };
    try_package(given_read_xlsx, names, 5, input);
}
