#include "answers/scans/plane.h"

#include <math.h>

enum { UNKNOWNS = 8 };

typedef struct {
    double rows[UNKNOWNS][UNKNOWNS + 1];
} equations;

// One more equation into the normal equations.
static void add_equation(equations *to, const double *factors, double result, double weight)
{
    for (size_t i = 0; i < UNKNOWNS; i++) {
        for (size_t j = 0; j < UNKNOWNS; j++)
            to->rows[i][j] += weight * factors[i] * factors[j];
        to->rows[i][UNKNOWNS] += weight * factors[i] * result;
    }
}

static bool solve(equations *of, double *unknowns)
{
    for (size_t column = 0; column < UNKNOWNS; column++) {
        size_t best = column;
        for (size_t row = column + 1; row < UNKNOWNS; row++)
            if (fabs(of->rows[row][column]) > fabs(of->rows[best][column]))
                best = row;
        if (!(fabs(of->rows[best][column]) > 1e-12))
            return false;
        for (size_t i = 0; i <= UNKNOWNS; i++) {
            double kept = of->rows[column][i];
            of->rows[column][i] = of->rows[best][i];
            of->rows[best][i] = kept;
        }
        for (size_t row = 0; row < UNKNOWNS; row++) {
            double share = of->rows[row][column] / of->rows[column][column];
            for (size_t i = column; i <= UNKNOWNS && row != column; i++)
                of->rows[row][i] -= share * of->rows[column][i];
        }
    }
    for (size_t i = 0; i < UNKNOWNS; i++)
        unknowns[i] = of->rows[i][UNKNOWNS] / of->rows[i][i];
    return true;
}

// Both sides are brought near one, or the numbers of the equations would be too different.
static double largest(const spot *of, size_t count)
{
    double most = 1;
    for (size_t i = 0; i < count; i++)
        most = fmax(most, fmax(fabs(of[i].x), fabs(of[i].y)));
    return most;
}

bool plane_through(const spot *from, const spot *to, const double *weights, size_t count, bool is_even, plane *made)
{
    equations all = { 0 };
    double unknowns[UNKNOWNS], scale = largest(from, count), size = largest(to, count);
    for (size_t i = 0; i < count; i++) {
        double x = from[i].x / scale, y = from[i].y / scale, u = to[i].x / size, v = to[i].y / size;
        add_equation(&all, (const double[]){ x, y, 1, 0, 0, 0, -u * x, -u * y }, u, weights[i]);
        add_equation(&all, (const double[]){ 0, 0, 0, x, y, 1, -v * x, -v * y }, v, weights[i]);
    }
    // The two unknowns of perspective are then nothing.
    for (size_t i = 6; i < UNKNOWNS && is_even; i++)
        for (size_t j = 0; j <= UNKNOWNS; j++) {
            all.rows[i][j] = i == j;
            if (j < UNKNOWNS)
                all.rows[j][i] = i == j;
        }
    if (!solve(&all, unknowns))
        return false;
    const double *h = unknowns;
    *made = (plane){ { h[0] * size / scale, h[1] * size / scale, h[2] * size,
                       h[3] * size / scale, h[4] * size / scale, h[5] * size, h[6] / scale, h[7] / scale, 1 } };
    return true;
}

spot plane_at(const plane *of, spot from)
{
    const double *h = of->parts;
    double depth = h[6] * from.x + h[7] * from.y + h[8];
    return (spot){ (h[0] * from.x + h[1] * from.y + h[2]) / depth, (h[3] * from.x + h[4] * from.y + h[5]) / depth };
}
