"""The account as a file: the vendor's answers, the records that they give, and the lock that keeps these."""
