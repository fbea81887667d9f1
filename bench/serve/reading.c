// How long 16 adapters take in a step of 16 rows, beside only reading their numbers: see bench/serve/reading.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <immintrin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { ADAPTERS = 16, LAYERS = 4, RANK = 16, GROUPS = 4, ROUNDS = 150, BASE_BYTES = 9 << 20, BYTES = 24 << 20 };

// Matrices that share their input: their inputs, how many they are, and the outputs of each.
static const int inputs[GROUPS] = {256, 256, 256, 1024}, count[GROUPS] = {3, 1, 2, 1};
static const int outputs[GROUPS][3] = {{256, 128, 128}, {256}, {1024, 1024}, {256}};

typedef void (*sgemv)(int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
static sgemv blas;
static float x[ADAPTERS * 1024], y[ADAPTERS * 4096], base[BASE_BYTES / sizeof(float)];
static volatile float sink;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static float sum(const float *from, size_t numbers) {
    __m512 sums[4] = {0};
    for (size_t i = 0; i < numbers; i += 64)
        for (int j = 0; j < 4; j++) sums[j] = _mm512_add_ps(sums[j], _mm512_loadu_ps(from + i + 16 * j));
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(sums[0], sums[1]), _mm512_add_ps(sums[2], sums[3])));
}

// A by its lines, and B in blocks of 16 outputs, so that both are read from the first number to the last.
static void reduce(const float *a, int ranks, int n, const float *x, float *to) {
    for (int i = 0; i < ranks; i++, a += n) {
        __m512 sums[4] = {0};
        for (int k = 0; k < n; k += 64)
            for (int j = 0; j < 4; j++)
                sums[j] = _mm512_fmadd_ps(_mm512_loadu_ps(x + k + 16 * j), _mm512_loadu_ps(a + k + 16 * j), sums[j]);
        to[i] = _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(sums[0], sums[1]), _mm512_add_ps(sums[2], sums[3])));
    }
}

static void add(const float *b, int n, const float *reduced, float *to) {
    for (int o = 0; o < n; o += 16, b += 16 * RANK) {
        __m512 sums[2] = {_mm512_loadu_ps(to + o)};
        for (int k = 0; k < RANK; k++)
            sums[k % 2] = _mm512_fmadd_ps(_mm512_set1_ps(reduced[k]), _mm512_loadu_ps(b + 16 * k), sums[k % 2]);
        _mm512_storeu_ps(to + o, _mm512_add_ps(sums[0], sums[1]));
    }
}

enum how { READ, BLAS, BLAS_LINES, WRITTEN, HOWS };

// A step: layer by layer and group by group each adapter's factors, which lie one after the other.
static double step(const float *numbers, enum how how) {
    enum { TRANSPOSED = 112, PLAIN = 111, BY_ROWS = 101 };
    float reduced[3 * RANK];
    sink += sum(base, BASE_BYTES / sizeof(float)); // as the base's own products do
    double start = now();
    for (int layer = 0; layer < LAYERS; layer++)
        for (int group = 0; group < GROUPS; group++)
            for (int row = 0; row < ADAPTERS; row++) {
                int n = inputs[group], ranks = RANK * count[group];
                const float *in = x + row * n, *b = numbers + (size_t)ranks * n;
                if (how == READ) sink += sum(numbers, (size_t)ranks * n);
                else if (how == BLAS) blas(BY_ROWS, TRANSPOSED, n, ranks, 1, numbers, ranks, in, 1, 0, reduced, 1);
                else if (how == BLAS_LINES) blas(BY_ROWS, PLAIN, ranks, n, 1, numbers, n, in, 1, 0, reduced, 1);
                else reduce(numbers, ranks, n, in, reduced);
                float *out = y + row * 4096;
                for (int i = 0; i < count[group]; i++) {
                    int m = outputs[group][i];
                    if (how == READ) sink += sum(b, (size_t)RANK * m);
                    else if (how == BLAS) blas(BY_ROWS, PLAIN, m, RANK, 1, b, RANK, reduced + RANK * i, 1, 1, out, 1);
                    else if (how == BLAS_LINES) blas(BY_ROWS, TRANSPOSED, RANK, m, 1, b, m, reduced + RANK * i, 1, 1, out, 1);
                    else add(b, m, reduced + RANK * i, out);
                    b += (size_t)RANK * m, out += m;
                }
                numbers = b;
            }
    return now() - start;
}

static int rising(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return difference < 0 ? -1 : difference > 0;
}

int main(int arguments, char **argument) {
    void *library = arguments == 2 ? dlopen(argument[1], RTLD_NOW) : NULL;
    blas = library ? (sgemv)dlsym(library, "cblas_sgemv") : NULL;
    if (!blas) return fprintf(stderr, "usage: reading LIBOPENBLAS; that library has no cblas_sgemv\n"), 2;
    ((void (*)(int))dlsym(library, "openblas_set_num_threads"))(1);
    const char *pages[] = {"plain pages", "huge pages"}, *hows[] = {"only read", "OpenBLAS", "by lines", "written by hand"};
    static double times[2][HOWS][ROUNDS];
    float *numbers[2];
    for (int huge = 0; huge < 2; huge++) {
        numbers[huge] = aligned_alloc(2 << 20, BYTES);
        if (!numbers[huge]) return 1;
        if (huge) madvise(numbers[huge], BYTES, MADV_HUGEPAGE);
        for (size_t i = 0; i < BYTES / sizeof(float); i++) numbers[huge][i] = i % 17 * 1e-3f;
    }
    for (int round = 0; round < ROUNDS; round++)
        for (int huge = 0; huge < 2; huge++)
            for (int how = 0; how < HOWS; how++) {
                step(numbers[huge], how); // so that these numbers are those that caches hold
                times[huge][how][round] = step(numbers[huge], how);
            }
    printf("milliseconds a step       least  median\n");
    for (int huge = 0; huge < 2; huge++)
        for (int how = 0; how < HOWS; how++) {
            qsort(times[huge][how], ROUNDS, sizeof(double), rising);
            printf("%-11s  %-15s %5.2f %7.2f\n", pages[huge], hows[how], times[huge][how][0], times[huge][how][ROUNDS / 2]);
        }
}
