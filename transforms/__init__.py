"""Pure functions of frames: no disk, no clock, no orchestration, no database."""
