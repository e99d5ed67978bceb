"""What can still be read of a damaged log, put together with backups and exports into a new one."""
