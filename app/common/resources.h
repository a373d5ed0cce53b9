#pragma once

#include <filesystem>
#include <vector>

namespace cytosketch {

/// The program's own files: the folder share/cytosketch beside the executable's bin, in the build tree as well as
/// installed (there are models/, samples/, manual/, translations/ in it). The environment variable CYTOSKETCH_RESOURCES
/// replaces it. The folder may be missing; callers that need a file in it report that file.
std::filesystem::path resourceFolder();

/// What the person adds to the program: $XDG_DATA_HOME/cytosketch, by default ~/.local/share/cytosketch. Not created
/// here.
std::filesystem::path userFolder();

/// Where generated images of studies are kept, to be used again: $XDG_CACHE_HOME/cytosketch/study, by default
/// ~/.cache/cytosketch/study. Not created here.
std::filesystem::path studyCacheFolder();

/// Where models are looked up by name, in this order: userFolder()/models, resourceFolder()/models.
std::vector<std::filesystem::path> modelFolders();

/// Where simulation presets (`NAME.json`) are looked up by name, in this order: userFolder()/presets,
/// resourceFolder()/presets.
std::vector<std::filesystem::path> presetFolders();

/// The sample sketches (`.cysk`) that come with the program, sorted by name; empty if there are none.
std::vector<std::filesystem::path> sampleSketches();

} // namespace cytosketch
