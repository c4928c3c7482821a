/// The git commit this build was made from, or "unknown commit" outside a checkout.
const char *margincall_commit(void);
