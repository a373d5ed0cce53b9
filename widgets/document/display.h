#pragma once

#include <QColor>
#include <QObject>

#include <cstdint>
#include <vector>

namespace cytosketch {

enum class CellColouring { OwnColour, Grey };

/// How a channel of sketches and images with several channels is shown.
struct ChannelLook {
  bool shown = true;
  QColor colour; ///< of full brightness; the channels' colours add up
  bool operator==(const ChannelLook&) const = default;
};

/// How the sketch is shown; never part of the sketch or of undo.
class Display : public QObject {
  Q_OBJECT
public:
  static constexpr std::int64_t channelCount = 8; ///< more are shown like the last of these

  explicit Display(QObject* parent = nullptr);

  bool outlines() const { return outlines_; }
  CellColouring colouring() const { return colouring_; }
  /// Opacity of the coloured fill over the grey sketch, 0…1. With CellColouring::Grey nothing is laid over the greys.
  double fillOpacity() const { return fillOpacity_; }
  const ChannelLook& channel(std::int64_t channel) const;
  const std::vector<ChannelLook>& channels() const { return channels_; }
  bool allChannelsShown() const;
  /// The colours that channels have until somebody changes them: pairs that the colour-blind can tell apart come first.
  static QColor defaultColour(std::int64_t channel);

public Q_SLOTS:
  void setOutlines(bool on) { assign(outlines_, on); }
  void setColouring(cytosketch::CellColouring colouring) { assign(colouring_, colouring); }
  void setFillOpacity(double opacity) { assign(fillOpacity_, opacity); }
  void setChannelShown(std::int64_t channel, bool shown);
  void setChannelColour(std::int64_t channel, const QColor& colour);
  /// Shows one channel and hides the others.
  void showOnlyChannel(std::int64_t channel);
  void showAllChannels();

Q_SIGNALS:
  void changed();

private:
  template <typename T>
  void assign(T& value, T wanted) {
    if (value != wanted) {
      value = wanted;
      Q_EMIT changed();
    }
  }
  ChannelLook& look(std::int64_t channel);

  bool outlines_ = true;
  CellColouring colouring_ = CellColouring::OwnColour;
  double fillOpacity_ = 0.45;
  std::vector<ChannelLook> channels_;
};

} // namespace cytosketch
