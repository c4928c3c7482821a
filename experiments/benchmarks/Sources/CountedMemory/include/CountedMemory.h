#pragma once

/// Blocks of memory taken by this program since it started; -1 where they cannot be counted.
long counted_allocations(void);
