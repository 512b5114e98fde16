/* RBF 2025 by hand, in plain doubles: the parts of a step, shared points, the key, whole kroner by largest remainder.
   One pass over the rows, eight at a time in one register, as a compiler of C makes vectors of when it is told so.
   The numbers of the year are put in front: INDICATORS, AREAS[], POINTS[], LIMITS[][4], KEY[4], MONEY. */

#include <math.h>
#include <stddef.h>

#define ALL 4
#define LANES 8

typedef double many __attribute__((vector_size(LANES * sizeof(double)), aligned(8)));
typedef long long mask __attribute__((vector_size(LANES * sizeof(double))));

static inline many all(double x) { return (many){x, x, x, x, x, x, x, x}; }

static inline many where(mask chosen, double then) { return (many)(chosen & (mask)all(then)); }

static inline many choose(mask chosen, many then, many otherwise) {
    return (many)((chosen & (mask)then) | (~chosen & (mask)otherwise));
}

static inline many down_to_whole(many x) {
    many found;
    for (int i = 0; i < LANES; i++) found[i] = floor(x[i]);
    return found;
}

static inline void rows_from(double **in, double **out, size_t at, int whole) {
    many sum[ALL], paid[ALL];
    for (int r = 0; r < ALL; r++) sum[r] = all(0);
    int column = 0;
#pragma GCC unroll 64
    for (int n = 0; n < INDICATORS; n++) {
        many parts[ALL];
        for (int r = 0; r < ALL; r++) parts[r] = all(0);
#pragma GCC unroll 16
        for (int a = 0; a < AREAS[n]; a++)
#pragma GCC unroll 4
            for (int r = 0; r < ALL; r++, column++) {
                many x = *(many *)(in[column] + at);
                parts[r] += where(x >= LIMITS[n][0], 1.0) + where(x >= LIMITS[n][1], 1.0) +
                            where(x >= LIMITS[n][2], 2.0) + where(x >= LIMITS[n][3], 1.0);
            }
        many total = parts[0] + parts[1] + parts[2] + parts[3];
        mask somebody = total > 0;
        many each = all(POINTS[n]) / choose(somebody, total, all(4.0));
#pragma GCC unroll 4
        for (int r = 0; r < ALL; r++) sum[r] += choose(somebody, parts[r], all(1.0)) * each;
    }
    many weighted = KEY[0] * sum[0] + KEY[1] * sum[1] + KEY[2] * sum[2] + KEY[3] * sum[3];
    many factor = all(MONEY) / weighted;
#pragma GCC unroll 4
    for (int r = 0; r < ALL; r++) paid[r] = KEY[r] * sum[r] * factor;
    if (whole) {
        many down[ALL], rest[ALL], left = all(MONEY);
#pragma GCC unroll 4
        for (int r = 0; r < ALL; r++) {
            down[r] = down_to_whole(paid[r]);
            rest[r] = paid[r] - down[r];
            left -= down[r];
        }
#pragma GCC unroll 4
        for (int r = 0; r < ALL; r++) {
            many before = all(0);
#pragma GCC unroll 4
            for (int s = 0; s < ALL; s++)
                if (s != r) before += where(s < r ? rest[s] >= rest[r] : rest[s] > rest[r], 1.0);
            paid[r] = down[r] + where(before < left, 1.0);
        }
    }
    for (int r = 0; r < ALL; r++) *(many *)(out[r] + at) = paid[r];
}

void by_hand(double **in, double **out, size_t rows, int whole) {
    size_t at = 0;
    for (; at + LANES <= rows; at += LANES) rows_from(in, out, at, whole);
    if (at < rows) {
        double given[128][LANES] = {{0}}, made[ALL][LANES];
        double *from[128], *to[ALL];
        int columns = 0;
        for (int n = 0; n < INDICATORS; n++) columns += AREAS[n] * ALL;
        for (int c = 0; c < columns; c++) {
            for (size_t i = at; i < rows; i++) given[c][i - at] = in[c][i];
            from[c] = given[c];
        }
        for (int r = 0; r < ALL; r++) to[r] = made[r];
        rows_from(from, to, 0, whole);
        for (int r = 0; r < ALL; r++)
            for (size_t i = at; i < rows; i++) out[r][i] = made[r][i - at];
    }
}
