#include "widgets/document/display.h"

#include <algorithm>
#include <array>

namespace cytosketch {

namespace {
constexpr std::array<QRgb, Display::channelCount> defaults = {0xff00ff00, 0xffff00ff, 0xff0090ff, 0xffffc800,
                                                              0xffff3030, 0xff00e0e0, 0xffffffff, 0xffa060ff};
} // namespace

Display::Display(QObject* parent) : QObject(parent) {
  for (std::int64_t channel = 0; channel < channelCount; ++channel) {
    channels_.push_back({true, defaultColour(channel)});
  }
}

QColor Display::defaultColour(std::int64_t channel) {
  return QColor::fromRgb(defaults.at(static_cast<std::size_t>(std::clamp<std::int64_t>(channel, 0, channelCount - 1))));
}

const ChannelLook& Display::channel(std::int64_t channel) const {
  return channels_.at(static_cast<std::size_t>(std::clamp<std::int64_t>(channel, 0, channelCount - 1)));
}

ChannelLook& Display::look(std::int64_t channel) {
  return channels_.at(static_cast<std::size_t>(std::clamp<std::int64_t>(channel, 0, channelCount - 1)));
}

bool Display::allChannelsShown() const {
  return std::ranges::all_of(channels_, &ChannelLook::shown);
}

void Display::setChannelShown(std::int64_t channel, bool shown) {
  assign(look(channel).shown, shown);
}

void Display::setChannelColour(std::int64_t channel, const QColor& colour) {
  assign(look(channel).colour, colour);
}

void Display::showOnlyChannel(std::int64_t channel) {
  std::vector<ChannelLook> wanted = channels_;
  for (std::int64_t i = 0; i < channelCount; ++i) {
    wanted[static_cast<std::size_t>(i)].shown = i == channel;
  }
  assign(channels_, wanted);
}

void Display::showAllChannels() {
  std::vector<ChannelLook> wanted = channels_;
  for (ChannelLook& each : wanted) {
    each.shown = true;
  }
  assign(channels_, wanted);
}

} // namespace cytosketch
