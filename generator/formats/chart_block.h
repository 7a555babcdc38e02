// The fenced block `chart`, from its YAML to a chart.
//
//   type: bar | stacked-bar | pie | donut | line
//   title: ...                 required: what the chart shows
//   unit: '%'
//   source: ...
//   csv: |                     first line: heads; first column: labels
//     Sektori,Osuus
//     Valtio,65
//                              semicolons (or tabs) may part the cells: numbers then have decimal commas, as spreadsheets save them
//   data:                      or the same as lists
//     - [Sektori, Osuus]
//     - [Valtio, 65]
//
// Numbers are written as 1234.5, 1234,5 or "1 234,5"; those that may be read in two ways are told.
#ifndef FORMATS_CHART_BLOCK_H
#define FORMATS_CHART_BLOCK_H

#include "formats/chart.h"
#include "source/value.h"

// Reads the text of a block whose opening fence stands at [fence]; its lines begin at the same column. False after reporting what is
// wrong, at the cell. [label_column] gets the head of the first column.
bool chart_block_read(arena *memory, text yaml, place fence, diagnostics *found, chart *read, text *label_column);

#endif
