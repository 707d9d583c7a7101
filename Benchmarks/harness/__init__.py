"""The harness of `make bench`: what it runs, measures, checks and shows. Standard library only: peers, ISA-L and
matplotlib live in .bench/venv and run as processes of their own."""
