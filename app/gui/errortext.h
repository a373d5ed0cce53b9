#pragma once

#include "widgets/jobs/joberror.h"
#include "widgets/panels/issuesbar.h"

namespace cytosketch {

/// The error as the issues bar shows it: problem and remedy in front, the place among the details.
Issue issueOf(const JobError& error);

} // namespace cytosketch
