/// Sixteen doubles side by side, by the compiler's own vector instructions.
///
/// Swift 6.3's standard library writes SIMD arithmetic as a loop over lanes and leaves it to the
/// optimiser to find the vector again, which it does in pieces. These become an instruction for every
/// register's width, and round as IEEE 754 says. Sixteen keep a processor busy that computes four or
/// eight at a time: while one part waits for a result, another goes on.
#ifndef CLANES_H
#define CLANES_H

typedef double lanes_doubles __attribute__((ext_vector_type(16)));
typedef long lanes_masks __attribute__((ext_vector_type(16)));

#define LANES static inline __attribute__((always_inline))

LANES lanes_doubles lanes_add(lanes_doubles a, lanes_doubles b) { return a + b; }
LANES lanes_doubles lanes_subtract(lanes_doubles a, lanes_doubles b) { return a - b; }
LANES lanes_doubles lanes_multiply(lanes_doubles a, lanes_doubles b) { return a * b; }
LANES lanes_doubles lanes_divide(lanes_doubles a, lanes_doubles b) { return a / b; }

/// a × b + c, rounded once.
LANES lanes_doubles lanes_fuse(lanes_doubles a, lanes_doubles b, lanes_doubles c) {
  return __builtin_elementwise_fma(a, b, c);
}

LANES lanes_doubles lanes_root(lanes_doubles a) { return __builtin_elementwise_sqrt(a); }

/// Whole numbers as doubles, rounded to nearest.
LANES lanes_doubles lanes_whole(lanes_masks a) { return __builtin_convertvector(a, lanes_doubles); }

/// All bits set where a < b, none elsewhere.
LANES lanes_masks lanes_below(lanes_doubles a, lanes_doubles b) { return a < b; }

LANES lanes_doubles lanes_choose(lanes_masks mask, lanes_doubles yes, lanes_doubles no) {
  return mask ? yes : no;
}

/// Whether any lane is set.
LANES _Bool lanes_any(lanes_masks mask) { return __builtin_reduce_or(mask) != 0; }

#endif
