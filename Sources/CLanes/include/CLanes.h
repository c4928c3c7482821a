/// Eight doubles side by side, by the compiler's own vector instructions.
///
/// Swift 6.3's standard library writes SIMD arithmetic as a loop over lanes and leaves it to the
/// optimiser to find the vector again, which it does in pieces. These become one instruction each,
/// or two of half the width, and round as IEEE 754 says.
#ifndef CLANES_H
#define CLANES_H

typedef double eight_doubles __attribute__((ext_vector_type(8)));
typedef long eight_masks __attribute__((ext_vector_type(8)));

#define LANES static inline __attribute__((always_inline))

LANES eight_doubles lanes_add(eight_doubles a, eight_doubles b) { return a + b; }
LANES eight_doubles lanes_subtract(eight_doubles a, eight_doubles b) { return a - b; }
LANES eight_doubles lanes_multiply(eight_doubles a, eight_doubles b) { return a * b; }
LANES eight_doubles lanes_divide(eight_doubles a, eight_doubles b) { return a / b; }

/// a × b + c, rounded once.
LANES eight_doubles lanes_fuse(eight_doubles a, eight_doubles b, eight_doubles c) {
  return __builtin_elementwise_fma(a, b, c);
}

LANES eight_doubles lanes_root(eight_doubles a) { return __builtin_elementwise_sqrt(a); }

/// All bits set where a < b, none elsewhere.
LANES eight_masks lanes_below(eight_doubles a, eight_doubles b) { return a < b; }

LANES eight_doubles lanes_choose(eight_masks mask, eight_doubles yes, eight_doubles no) {
  return mask ? yes : no;
}

/// Whether any lane is set.
LANES _Bool lanes_any(eight_masks mask) { return __builtin_reduce_or(mask) != 0; }

#endif
