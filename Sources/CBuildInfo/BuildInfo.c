#include "BuildInfo.h"

const char *margincall_commit(void) { return MARGINCALL_COMMIT; }
