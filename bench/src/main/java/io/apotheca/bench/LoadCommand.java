// SPDX-License-Identifier: Apache-2.0
package io.apotheca.bench;

import io.apotheca.bench.client.LoopClients;
import io.apotheca.bench.load.Apotheca;
import io.apotheca.bench.load.LoadListener;
import io.apotheca.bench.load.LoadPlan;
import io.apotheca.bench.load.LoadResult;
import io.apotheca.bench.load.LoadRun;
import io.apotheca.bench.load.Sfu;
import io.apotheca.media.srtp.JitsiSrtp;
import io.apotheca.signaling.ExitCode;
import io.apotheca.signaling.StartException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Puts a server under load by simulated participants that are full clients, and tells what it does. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Puts a server under load by simulated participants.")
final class LoadCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions options = new LoadOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        LoadPlan plan = options.plan(spec.commandLine());
        try (Sfu sfu = Apotheca.start();
                LoopClients clients = LoopClients.start(1, new JitsiSrtp(), 1)) {
            LoadResult result = new LoadRun(sfu, clients, plan, 32, new LoadListener() {
                        @Override
                        public void begins(String what) {
                            spec.commandLine().getErr().println(what);
                        }

                        @Override
                        public void step() {}

                        @Override
                        public void sample(LoadResult.Sample sample) {
                            spec.commandLine().getErr().println(sample);
                        }
                    })
                    .run();
            spec.commandLine().getOut().println(result);
        } catch (IOException e) {
            throw new StartException(ExitCode.MEDIA, "The load cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
