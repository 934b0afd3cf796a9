"""What every portal is born with, and its people go on from: pages, directory, procedures."""
