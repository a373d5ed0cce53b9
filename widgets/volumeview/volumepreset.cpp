#include "widgets/volumeview/volumepreset.h"

#include <QCoreApplication>

#include <algorithm>

namespace cytosketch {

namespace {

struct Entry {
  VolumePreset preset;
  const char* key;
  const char* name;
  const char* tip;
};

#define TEXT(text) QT_TRANSLATE_NOOP("VolumePreset", text)
constexpr std::array entries{
    Entry{VolumePreset::Fluorescence, "fluorescence", TEXT("Fluorescence"),
          TEXT("Glowing green; dim structures are see-through.")},
    Entry{VolumePreset::Membrane, "membrane", TEXT("Membrane"),
          TEXT("Bright sheets and edges stand out; what lies between them is empty.")},
    Entry{VolumePreset::BrightGrey, "grey", TEXT("Bright grey"), TEXT("Solid and lit from the front, in greys.")},
    Entry{VolumePreset::MaximumIntensity, "mip", TEXT("Maximum intensity"),
          TEXT("The brightest voxel behind each point of the screen, as a microscope's projection.")},
    Entry{VolumePreset::ByLabel, "label", TEXT("By cell"), TEXT("Greys as opacity, each cell in its own colour.")}};
#undef TEXT

const Entry& entryOf(VolumePreset preset) {
  return entries[static_cast<std::size_t>(preset)];
}

} // namespace

QString presetName(VolumePreset preset) {
  return QCoreApplication::translate("VolumePreset", entryOf(preset).name);
}

QString presetTip(VolumePreset preset) {
  return QCoreApplication::translate("VolumePreset", entryOf(preset).tip);
}

QString presetKey(VolumePreset preset) {
  return QString::fromLatin1(entryOf(preset).key);
}

VolumePreset presetOfKey(const QString& key) {
  const auto* const entry =
      std::find_if(entries.begin(), entries.end(), [&key](const Entry& e) { return key == QLatin1String(e.key); });
  return entry == entries.end() ? VolumePreset::Fluorescence : entry->preset;
}

} // namespace cytosketch
