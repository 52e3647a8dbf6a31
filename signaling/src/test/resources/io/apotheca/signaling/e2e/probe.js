// SPDX-License-Identifier: Apache-2.0
// Runs in every page under test before the page's own scripts. It gives the page a camera whose picture and a microphone
// whose tone belong to one person, and lets the test ask which pictures and tones arrive. A picture carries the time at
// which it was drawn, so that the receiver knows its age.
(settings) => {
  if (window.probe) return;
  const CELLS = 20; // dark, light, sixteen bits of time in steps of 10 ms, parity, its opposite
  const WIDTH = 640;
  const HEIGHT = 360;
  const probe = { connections: [], descriptions: 0, sockets: [], sent: [], received: [], presses: [], seen: [], shown: [], stillMillis: 0, longestStill: 0, errors: [] };
  window.probe = probe;
  window.addEventListener('error', (event) => probe.errors.push(String(event.message)));
  window.addEventListener('unhandledrejection', (event) => probe.errors.push(String(event.reason)));

  window.addEventListener(
    'click',
    (event) => {
      const name = event.target.closest?.('button, a')?.innerText?.trim() ?? '';
      probe.presses.push({ name, atMillis: performance.timeOrigin + event.timeStamp });
    },
    true,
  );

  // Where a relay stands between the page and the server, the only candidate is the relay's.
  const relayed = ({ type, sdp }) => {
    const lines = sdp.split('\r\n').filter((line) => !/^a=candidate:.*( tcp |:.*:.* typ )/i.test(line));
    return { type, sdp: lines.map((line) => line.replace(/^(a=candidate:\S+ 1 udp \d+ \S+) \d+/i, `$1 ${probe.relay}`)).join('\r\n') };
  };

  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(...parameters) {
      super(...parameters);
      probe.connections.push(this);
    }
    setLocalDescription(...parameters) {
      probe.descriptions += 1;
      return super.setLocalDescription(...parameters);
    }
    setRemoteDescription(description) {
      return super.setRemoteDescription(probe.relay ? relayed(description) : description);
    }
  };

  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(...parameters) {
      super(...parameters);
      probe.sockets.push(this);
      this.addEventListener('message', (event) => probe.received.push(event.data));
    }
    send(data) {
      probe.sent.push(data);
      super.send(data);
    }
  };

  // ---- what this person sends

  const cells = (stamp) => {
    const bits = [0, 1];
    for (let i = 15; i >= 0; i--) bits.push((stamp >> i) & 1);
    const parity = bits.reduce((sum, bit) => sum ^ bit, 0);
    return [...bits, parity, 1 - parity];
  };
  const stampOf = (millis) => Math.floor(millis / 10) & 0xffff;

  // A grainy band, like a real camera's picture: without it there is too little to send for the sender to learn what the
  // link carries. With finer grain the encoder of the smallest stream leaves out pictures by itself. Nothing is compared there.
  const GRAIN_TOP = 0.5;
  const GRAIN_END = 0.66;
  const GRAIN = 16;
  let grain;
  const grainPicture = () => {
    if (!grain) {
      grain = document.createElement('canvas');
      grain.width = WIDTH;
      grain.height = HEIGHT / 2;
      const context = grain.getContext('2d');
      for (let x = 0; x < WIDTH; x += GRAIN)
        for (let y = 0; y < HEIGHT / 2; y += GRAIN) {
          context.fillStyle = `rgb(${[0, 0, 0].map(() => Math.floor(Math.random() * 256))})`;
          context.fillRect(x, y, GRAIN, GRAIN);
        }
    }
    return grain;
  };

  const paint = (context, width, height, person, stamp) => {
    context.fillStyle = person.left;
    context.fillRect(0, 0, width / 2, height);
    context.fillStyle = person.right;
    context.fillRect(width / 2, 0, width / 2, height);
    const rows = (GRAIN_END - GRAIN_TOP) * height;
    const jump = (stamp * 37) % (HEIGHT / 2 - rows);
    context.drawImage(grainPicture(), 0, Math.max(jump, 0), WIDTH, rows, 0, GRAIN_TOP * height, width, rows);
    context.fillStyle = '#fff';
    context.fillRect(((stamp * 2) % 200) * (width / 200), height * 0.7, width / 40, height * 0.08);
    cells(stamp).forEach((bit, i) => {
      context.fillStyle = bit ? '#fff' : '#000';
      context.fillRect((i * width) / CELLS, height * 0.8, width / CELLS + 1, height * 0.2);
    });
  };

  let camera;
  const cameraTrack = () => {
    if (!camera) {
      camera = document.createElement('canvas');
      camera.width = WIDTH;
      camera.height = HEIGHT;
      const context = camera.getContext('2d');
      const draw = () => paint(context, WIDTH, HEIGHT, settings.person, stampOf(Date.now()));
      draw();
      setInterval(draw, 50);
    }
    return camera.captureStream().getVideoTracks()[0];
  };

  // A browser without a sound device has no running AudioContext: there the person's tone comes from its fake microphone.
  const fakeDevices = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  let sound;
  const microphoneTrack = async () => {
    if (settings.fakeMicrophone) return (await fakeDevices({ audio: true })).getAudioTracks()[0];
    sound ??= new AudioContext();
    const tone = sound.createOscillator();
    tone.frequency.value = settings.person.toneHz;
    const volume = sound.createGain();
    volume.gain.value = 0.3;
    const destination = sound.createMediaStreamDestination();
    tone.connect(volume).connect(destination);
    tone.start();
    return destination.stream.getAudioTracks()[0];
  };

  if (settings.person && navigator.mediaDevices) {
    const capture = async (constraints) => {
      const tracks = [];
      if (constraints?.audio) tracks.push(await microphoneTrack());
      if (constraints?.video) tracks.push(cameraTrack());
      return new MediaStream(tracks);
    };
    navigator.mediaDevices.getUserMedia = capture;
    navigator.mediaDevices.getDisplayMedia = async () => capture({ video: true });
  }

  // ---- what arrives

  const transceivers = () =>
    probe.connections.filter((c) => c.connectionState !== 'closed').flatMap((c) => c.getTransceivers());
  const receiverOf = (track) => transceivers().find((t) => t.receiver.track === track);
  const remoteTrack = (stream) => stream?.getVideoTracks?.().find((track) => receiverOf(track));

  const srcObject = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...srcObject,
    set(stream) {
      srcObject.set.call(this, stream);
      if (!stream || !this.requestVideoFrameCallback) return;
      let last = 0;
      let presented = 0;
      const shown = (now, { presentedFrames }) => {
        if (this.srcObject !== stream) return;
        const track = remoteTrack(stream);
        if (track) {
          if (!last) probe.shown.push({ mid: receiverOf(track).mid, atMillis: performance.timeOrigin + now });
          else {
            // A busy page is called for the last of several frames that were shown.
            const still = (now - last) / Math.max(presentedFrames - presented, 1);
            probe.longestStill = Math.max(probe.longestStill, still);
            if (still > 250) probe.stillMillis += still;
          }
          last = now;
          presented = presentedFrames;
        }
        this.requestVideoFrameCallback(shown);
      };
      this.requestVideoFrameCallback(shown);
    },
  });

  probe.takeLongestStill = () => {
    const longest = probe.longestStill;
    probe.longestStill = 0;
    return longest;
  };

  probe.outbound = async () => {
    const rows = [];
    for (const connection of probe.connections.filter((c) => c.connectionState !== 'closed')) {
      const stats = await connection.getStats();
      for (const row of stats.values()) {
        if (row.type !== 'outbound-rtp' || row.kind !== 'video' || !row.packetsSent) continue;
        rows.push({
          rid: row.rid ?? '', ssrc: row.ssrc, active: row.active ?? true, framesEncoded: row.framesEncoded ?? 0, width: row.frameWidth ?? 0,
          height: row.frameHeight ?? 0, codec: stats.get(row.codecId)?.mimeType ?? '',
        });
      }
    }
    return rows;
  };
  probe.inbound = async () => {
    const rows = [];
    for (const connection of probe.connections.filter((c) => c.connectionState !== 'closed')) {
      for (const row of (await connection.getStats()).values()) {
        if (row.type !== 'inbound-rtp' || !row.packetsReceived) continue;
        rows.push({
          mid: row.mid ?? '', kind: row.kind, packets: row.packetsReceived, lost: row.packetsLost ?? 0,
          framesDecoded: row.framesDecoded ?? 0, width: row.frameWidth ?? 0, height: row.frameHeight ?? 0,
          freezes: row.freezeCount ?? 0, freezeSeconds: row.totalFreezesDuration ?? 0,
          audioEnergy: row.totalAudioEnergy ?? 0, concealed: row.concealedSamples ?? 0,
          silentConcealed: row.silentConcealedSamples ?? 0, samples: row.totalSamplesReceived ?? 0,
        });
      }
    }
    return rows;
  };

  const surface = (width, height) => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    return canvas.getContext('2d', { willReadFrequently: true });
  };
  const mean = (image, x, y, width, height) => {
    const sum = [0, 0, 0];
    for (let row = y; row < y + height; row++)
      for (let column = x; column < x + width; column++)
        for (let c = 0; c < 3; c++) sum[c] += image.data[(row * image.width + column) * 4 + c];
    return sum.map((value) => Math.round(value / (width * height)));
  };
  const readStamp = (image) => {
    const bits = [];
    for (let i = 0; i < CELLS; i++) {
      const [r, g, b] = mean(image, i * 16 + 6, 154, 5, 16);
      bits.push(r + g + b > 384 ? 1 : 0);
    }
    const stamp = bits.slice(2, 18).reduce((value, bit) => (value << 1) | bit, 0);
    return cells(stamp).every((bit, i) => bit === bits[i]) ? stamp : -1;
  };
  const difference = (image, person, stamp) => {
    const expected = surface(image.width, image.height);
    paint(expected, image.width, image.height, person, stamp);
    const data = expected.getImageData(0, 0, image.width, image.height).data;
    let sum = 0;
    let compared = 0;
    for (let i = 0; i < data.length; i += 4) {
      const row = i / 4 / image.width / image.height;
      if (row >= GRAIN_TOP - 0.03 && row < GRAIN_END + 0.03) continue;
      for (let c = 0; c < 3; c++) sum += Math.abs(data[i + c] - image.data[i + c]);
      compared += 3;
    }
    return sum / compared;
  };

  /** Elements that show a remote picture and can be seen. */
  probe.videos = () =>
    [...document.querySelectorAll('video')].filter((video) => {
      const box = video.getBoundingClientRect();
      return remoteTrack(video.srcObject) && video.videoWidth > 0 && box.width > 0 && box.height > 0;
    });

  /** Every remote picture on the page: its colours, its age, and how far it is from each person's own picture (0 to 255). */
  probe.pictures = () =>
    probe.videos().map((video) => {
      const at = Date.now();
      const drawn = surface(320, 180);
      drawn.drawImage(video, 0, 0, 320, 180);
      const image = drawn.getImageData(0, 0, 320, 180);
      const stamp = readStamp(image);
      return {
        mid: receiverOf(remoteTrack(video.srcObject)).mid,
        width: video.videoWidth, height: video.videoHeight,
        left: mean(image, 16, 10, 128, 70), right: mean(image, 176, 10, 128, 70), stamp,
        ageMillis: stamp < 0 ? -1 : ((stampOf(at) - stamp) & 0xffff) * 10,
        differences: Object.fromEntries(settings.people.map((p) => [p.id, difference(image, p, Math.max(stamp, 0))])),
      };
    });

  const power = (samples, frequency, rate) => {
    const turn = 2 * Math.cos((2 * Math.PI * frequency) / rate);
    let last = 0;
    let before = 0;
    for (const sample of samples) {
      const next = sample + turn * last - before;
      before = last;
      last = next;
    }
    return (last * last + before * before - turn * last * before) / (samples.length * samples.length);
  };
  const record = (track, millis) =>
    new Promise((done) => {
      const recorder = new MediaRecorder(new MediaStream([track]));
      const parts = [];
      recorder.ondataavailable = (event) => parts.push(event.data);
      recorder.onstop = async () => done(await new Blob(parts).arrayBuffer());
      recorder.start();
      setTimeout(() => recorder.stop(), millis);
    });

  /** The strongest frequency of every remote track that has sound, in steps of 10 Hz. */
  probe.tones = async () => {
    const heard = transceivers().filter(
      (t) => t.receiver.track.kind === 'audio' && !t.receiver.track.muted && t.currentDirection?.includes('recv'),
    );
    const tones = await Promise.all(
      heard.map(async (t) => {
        const recorded = await record(t.receiver.track, 800);
        const decoded = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(recorded);
        const samples = decoded.getChannelData(0).subarray(-16000);
        let best = { mid: t.mid, toneHz: 0, power: 0 };
        for (let toneHz = 100; toneHz <= 2000; toneHz += 10) {
          const found = power(samples, toneHz, decoded.sampleRate);
          if (found > best.power) best = { mid: t.mid, toneHz, power: found };
        }
        return best;
      }),
    );
    return tones.filter((tone) => tone.power > 1e-6);
  };

  /** From now on notes when a text first stands on the page, however shortly. */
  probe.watchFor = (text) => {
    const look = () => {
      if (document.body?.innerText.includes(text) && !probe.seen.some((one) => one.text === text))
        probe.seen.push({ text, atMillis: performance.timeOrigin + performance.now() });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  };

  probe.sdp = (side) => probe.connections.at(-1)?.[side]?.sdp ?? '';
  probe.named = (selector, name) =>
    [...document.querySelectorAll(selector)].find(
      (element) =>
        (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText).trim() === name &&
        element.getClientRects().length > 0,
    );
  probe.button = (name) => probe.named('button, a, [role=button]', name);
  probe.field = (name) => probe.named('input, textarea', name);
}
