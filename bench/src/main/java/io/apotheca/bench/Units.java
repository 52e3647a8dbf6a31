// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.link.Capacity;
import io.apotheca.bench.link.Queue;
import io.apotheca.bench.relay.DeliveryTrace;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How options write rates, times, sizes and addresses. What cannot be read is refused in words for people. */
final class Units {
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)([A-Za-z%]*)");
    private static final Map<String, Integer> RATES = Map.of("", 0, "k", 3, "M", 6, "G", 9);
    private static final Map<String, Integer> TIMES = Map.of("us", 3, "ms", 6, "s", 9);
    private static final Map<String, Integer> SIZES = Map.of("B", 0, "kB", 3, "MB", 6);
    private static final Map<String, Integer> PERCENTS = Map.of("", 0, "%", 0);
    private static final long LARGEST_TRACE = 64L << 20;

    private Units() {}

    /** Bits a second. */
    static final class Rate implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return scaled(text, RATES, "a rate such as 600k or 2.5M").longValue();
        }
    }

    /** Nanoseconds. */
    static final class Time implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return scaled(text, TIMES, "a time such as 50ms or 2s").longValue();
        }
    }

    /** Up to 100. */
    static final class Percent implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double percent = scaled(text, PERCENTS, "a percentage").doubleValue();
            if (percent > 100) {
                throw new TypeConversionException("'" + text + "' is more than 100 %");
            }
            return percent;
        }
    }

    /** What a queue holds: a time or a size. */
    static final class Depth implements ITypeConverter<Queue> {
        @Override
        public Queue convert(String text) {
            boolean size = text.endsWith("B");
            long amount = scaled(text, size ? SIZES : TIMES, "a time such as 300ms or a size such as 64kB")
                    .longValue();
            if (amount == 0) {
                throw new TypeConversionException("a queue holds something");
            }
            return size ? new Queue.Size(amount) : new Queue.Time(amount);
        }
    }

    /** Times and the rates from then on. */
    static final class Steps implements ITypeConverter<List<Capacity.Step>> {
        @Override
        public List<Capacity.Step> convert(String text) {
            List<Capacity.Step> steps = new ArrayList<>();
            for (String step : text.split(",", -1)) {
                int colon = step.indexOf(':');
                if (colon < 0) {
                    throw new TypeConversionException("'" + step + "' is not TIME:RATE such as 10s:600k");
                }
                steps.add(new Capacity.Step(
                        new Time().convert(step.substring(0, colon)), new Rate().convert(step.substring(colon + 1))));
            }
            return steps;
        }
    }

    /** A trace file. */
    static final class Trace implements ITypeConverter<Capacity> {
        @Override
        public Capacity convert(String text) {
            try {
                Path file = Path.of(text);
                if (Files.size(file) > LARGEST_TRACE) {
                    throw new TypeConversionException("'" + text + "' is larger than 64 MiB");
                }
                return DeliveryTrace.read(Files.readAllLines(file));
            } catch (IOException | InvalidPathException e) {
                throw new TypeConversionException("'" + text + "' cannot be read");
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no trace: " + e.getMessage());
            }
        }
    }

    /** HOST:PORT; an IPv6 address stands in brackets. */
    static final class Endpoint implements ITypeConverter<InetSocketAddress> {
        private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]+):([0-9]{1,5})");

        @Override
        public InetSocketAddress convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches() || Integer.parseInt(form.group(2)) > 65_535) {
                throw new TypeConversionException("'" + text + "' is not HOST:PORT");
            }
            String host = form.group(1).replaceAll("[\\[\\]]", "");
            InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(form.group(2)));
            if (address.isUnresolved()) {
                throw new TypeConversionException("'" + host + "' is not a known host");
            }
            return address;
        }
    }

    private static BigDecimal scaled(String text, Map<String, Integer> units, String what) {
        Matcher parts = NUMBER.matcher(text);
        @Nullable Integer power = parts.matches() ? units.get(parts.group(2)) : null;
        if (power == null) {
            throw new TypeConversionException("'" + text + "' is not " + what);
        }
        BigDecimal number = new BigDecimal(parts.group(1));
        return power == 0 ? number : number.scaleByPowerOfTen(power).setScale(0, RoundingMode.DOWN);
    }
}
