#include <stddef.h>
#include <stdint.h>

/* Whether this processor has instructions for SHA-256 that sha256_blocks knows. */
int sha256_has_instructions(void);

/* Advances the eight words of a SHA-256 state over whole blocks of 64 bytes with them. */
void sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);
